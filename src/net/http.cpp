#include "net/http.hpp"

#include <algorithm>

namespace billbridge::net {

namespace {

bool same_name(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

} // namespace

void Headers::add(std::string name, std::string value)
{
    lines_.emplace_back(std::move(name), std::move(value));
}

void Headers::set(std::string name, std::string value)
{
    std::erase_if(lines_, [&](const Line& line) { return same_name(line.first, name); });
    add(std::move(name), std::move(value));
}

std::string_view Headers::get(std::string_view name) const
{
    const auto found =
        std::ranges::find_if(lines_, [&](const Line& line) { return same_name(line.first, name); });
    return found == lines_.end() ? std::string_view() : std::string_view(found->second);
}

bool is_header(std::string_view name, std::string_view value)
{
    const auto in_token = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) !=
                   std::string_view::npos; // RFC 9110, 5.6.2
    };
    const auto is_control = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; };
    return !name.empty() && std::ranges::all_of(name, in_token) &&
           std::ranges::none_of(value, is_control);
}

std::string_view Request::parameter(std::string_view name) const
{
    const auto found = std::ranges::find(
        query, name, [](const auto& pair) -> const std::string& { return pair.first; });
    return found == query.end() ? std::string_view() : std::string_view(found->second);
}

} // namespace billbridge::net
