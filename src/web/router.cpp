#include "web/router.hpp"

namespace billbridge::web {

namespace {

std::vector<std::string> split(std::string_view path)
{
    std::vector<std::string> parts;
    while (!path.empty()) {
        path.remove_prefix(1); // the leading '/'
        const auto end = std::min(path.find('/'), path.size());
        parts.emplace_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return parts;
}

bool is_value(const std::string& part)
{
    return part.starts_with('{');
}

bool matches(const std::vector<std::string>& pattern,
             const std::vector<std::string>& path,
             PathValues& values)
{
    if (pattern.size() != path.size()) {
        return false;
    }
    values.clear();
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (is_value(pattern[i]) && !path[i].empty()) {
            values[pattern[i].substr(1, pattern[i].size() - 2)] = path[i];
        } else if (pattern[i] != path[i]) {
            return false;
        }
    }
    return true;
}

} // namespace

void Router::add(std::string method, std::string pattern, Handler handler)
{
    routes_.push_back({std::move(method), split(pattern), std::move(handler)});
}

Router::Match Router::find(std::string_view method, std::string_view path) const
{
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    const auto parts = split(path);
    Match match;
    for (const Route& route : routes_) {
        PathValues values;
        if (!matches(route.parts, parts, values)) {
            continue;
        }
        if (route.method == wanted) {
            return {&route.handler, std::move(values), {}};
        }
        match.allowed += (match.allowed.empty() ? "" : ", ") + route.method;
    }
    return match;
}

} // namespace billbridge::web
