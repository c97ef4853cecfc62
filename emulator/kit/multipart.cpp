#include "emulator/kit/multipart.hpp"

#include <algorithm>
#include <cctype>

namespace emulator::kit {

namespace {

constexpr std::string_view line_end = "\r\n";

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(
        result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// The value of a parameter, `name=value` or `name="value"`, in a header such as
/// `form-data; name="file"`. Browsers write a quote inside a value as %22.
std::string parameter(std::string_view header, std::string_view name)
{
    while (!header.empty()) {
        const auto end = header.find(';');
        std::string_view item = header.substr(0, end);
        header = end == std::string_view::npos ? std::string_view() : header.substr(end + 1);
        item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
        const auto equals = item.find('=');
        if (equals == std::string_view::npos || lower(item.substr(0, equals)) != name) {
            continue;
        }
        std::string_view value = item.substr(equals + 1);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
            value = value.substr(1, value.size() - 2);
        }
        return std::string(value);
    }
    return "";
}

void read_header(Part& part, std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) {
        return;
    }
    const std::string name = lower(line.substr(0, colon));
    std::string_view value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    if (name == "content-disposition") {
        part.name = parameter(value, "name");
        part.file_name = parameter(value, "filename");
    } else if (name == "content-type") {
        part.content_type = value;
    }
}

/// A part from what stands between two boundaries; none where it has no end of its headers.
std::optional<Part> read_part(std::string_view text)
{
    Part part;
    for (;;) {
        const auto end = text.find(line_end);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + line_end.size());
        if (line.empty()) {
            part.body = text;
            return part;
        }
        read_header(part, line);
    }
}

} // namespace

std::optional<std::vector<Part>> read_multipart(std::string_view content_type,
                                                std::string_view body)
{
    const std::string boundary = parameter(content_type, "boundary");
    if (!lower(content_type).starts_with("multipart/form-data") || boundary.empty()) {
        return std::nullopt;
    }
    const std::string opening = "--" + boundary;
    const std::string separator = "\r\n--" + boundary;
    if (!body.starts_with(opening)) {
        return std::nullopt;
    }
    body.remove_prefix(opening.size());
    std::vector<Part> parts;
    while (!body.starts_with("--")) {
        if (!body.starts_with(line_end)) {
            return std::nullopt;
        }
        body.remove_prefix(line_end.size());
        const auto end = body.find(separator);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        auto part = read_part(body.substr(0, end));
        if (!part) {
            return std::nullopt;
        }
        parts.push_back(*std::move(part));
        body.remove_prefix(end + separator.size());
    }
    return parts;
}

} // namespace emulator::kit
