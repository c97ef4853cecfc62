// A content type (the first line) and a body (the rest) as a form with files: what is read can be
// written with another boundary and read again.
#include "emulator/kit/multipart.hpp"
#include "fuzz/require.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using emulator::kit::Part;

bool is_plain(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c != '"' && c < 127; });
}

std::string written(const std::vector<Part>& parts, const std::string& boundary)
{
    std::string body;
    for (const Part& part : parts) {
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part.name + "\"";
        body += part.file_name.empty() ? "" : "; filename=\"" + part.file_name + "\"";
        body += part.content_type.empty() ? "" : "\r\nContent-Type: " + part.content_type;
        body += "\r\n\r\n" + part.body + "\r\n";
    }
    return body + "--" + boundary + "--\r\n";
}

bool is_same(const Part& a, const Part& b)
{
    return a.name == b.name && a.file_name == b.file_name && a.content_type == b.content_type &&
           a.body == b.body;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto line_end = std::min(input.find('\n'), size);
    const std::string_view body = input.substr(std::min(line_end + 1, size));
    const auto parts = emulator::kit::read_multipart(input.substr(0, line_end), body);
    if (!parts) {
        return 0;
    }
    std::size_t total = 0;
    bool can_be_written = !parts->empty();
    for (const Part& part : *parts) {
        total += part.body.size();
        can_be_written = can_be_written && !part.name.empty() && is_plain(part.name) &&
                         is_plain(part.file_name) && is_plain(part.content_type);
    }
    fuzz::require(total <= body.size(), "parts are parts of the body", input);
    const std::string boundary = "another-boundary-0123456789";
    if (can_be_written && input.find("another-bound") == std::string_view::npos) {
        const std::string form = written(*parts, boundary);
        const auto again =
            emulator::kit::read_multipart("multipart/form-data; boundary=" + boundary, form);
        fuzz::require(again && std::ranges::equal(*again, *parts, is_same),
                      "a form is read as it was written",
                      form);
    }
    return 0;
}
