#include "emulator/pipedrive/api/query.hpp"

#include "emulator/pipedrive/api/stamp.hpp"

#include <algorithm>
#include <charconv>

namespace emulator::pipedrive {

std::optional<std::int64_t> parse_integer(std::string_view text)
{
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || error != std::errc() || stopped != end) {
        return std::nullopt;
    }
    return number;
}

std::vector<std::string> split_list(std::string_view text)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        if (comma > 0) {
            parts.emplace_back(text.substr(0, comma));
        }
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return parts;
}

std::optional<std::int64_t> Query::integer(std::string_view name)
{
    const std::string_view text = request_.parameter(name);
    if (text.empty()) {
        return std::nullopt;
    }
    const auto number = parse_integer(text);
    if (!number) {
        complain(std::string(name) + ": Expected number");
    }
    return number;
}

std::vector<std::int64_t> Query::integers(std::string_view name, std::size_t count_max)
{
    std::vector<std::int64_t> numbers;
    for (const std::string& word : words(name, count_max)) {
        if (const auto number = parse_integer(word)) {
            numbers.push_back(*number);
        } else {
            complain(std::string(name) + ": Expected numbers separated by commas");
        }
    }
    return numbers;
}

std::vector<std::string> Query::words(std::string_view name, std::size_t count_max)
{
    // A list comes as one text with commas or as the same parameter again and again.
    std::vector<std::string> list;
    for (const auto& [parameter, text] : request_.query) {
        if (parameter == name) {
            std::ranges::move(split_list(text), std::back_inserter(list));
        }
    }
    if (list.size() > count_max) {
        complain(std::string(name) + ": At most " + std::to_string(count_max) + " values");
    }
    return list;
}

std::optional<Time> Query::time(std::string_view name)
{
    const std::string_view text = request_.parameter(name);
    if (text.empty()) {
        return std::nullopt;
    }
    const auto when = parse_stamp_v2(text);
    if (!when) {
        complain(std::string(name) + ": Expected a time such as 2025-01-01T10:20:00Z");
        return std::nullopt;
    }
    return *when;
}

bool Query::boolean(std::string_view name)
{
    const std::string_view text = request_.parameter(name);
    if (!text.empty() && text != "true" && text != "false") {
        complain(std::string(name) + ": Expected boolean");
    }
    return text == "true";
}

std::string Query::choice(std::string_view name, std::initializer_list<std::string_view> allowed)
{
    const std::string_view text = request_.parameter(name);
    if (text.empty()) {
        return std::string(*allowed.begin());
    }
    if (std::ranges::find(allowed, text) == allowed.end()) {
        complain(std::string(name) + ": Not one of the allowed values");
    }
    return std::string(text);
}

void Query::complain(std::string problem)
{
    if (problem_.empty()) {
        problem_ = std::move(problem);
    }
}

} // namespace emulator::pipedrive
