#include "emulator/kit/router.hpp"

#include <algorithm>

namespace emulator::kit {

namespace {

/// The text before the next '/', which is removed with it.
std::string_view take_segment(std::string_view& path)
{
    const auto end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    return segment;
}

bool is_parameter(std::string_view segment)
{
    return segment.starts_with('{') && segment.ends_with('}');
}

std::size_t count_segments(std::string_view path)
{
    return static_cast<std::size_t>(std::ranges::count(path, '/'));
}

/// Whether the path, which has as many segments, is one of the pattern.
bool fits(std::string_view pattern, std::string_view path)
{
    while (!pattern.empty()) {
        const std::string_view wanted = take_segment(pattern);
        const std::string_view given = take_segment(path);
        if (is_parameter(wanted) ? given.empty() : wanted != given) {
            return false;
        }
    }
    return path.empty();
}

/// The parts of a path that fits.
Params read_params(std::string_view pattern, std::string_view path)
{
    Params params;
    while (!pattern.empty()) {
        const std::string_view wanted = take_segment(pattern);
        const std::string_view given = take_segment(path);
        if (is_parameter(wanted)) {
            params.emplace(wanted.substr(1, wanted.size() - 2), given);
        }
    }
    return params;
}

} // namespace

void Router::add(std::string method, std::string pattern, RouteHandler handler, Metering metering)
{
    routes_[count_segments(pattern)].push_back(
        {std::move(method), std::move(pattern), std::move(handler), metering});
}

Router::Match Router::find(std::string_view method, std::string_view path) const
{
    Match match;
    const auto as_long = routes_.find(count_segments(path));
    if (as_long == routes_.end()) {
        return match;
    }
    for (const Route& route : as_long->second) {
        const bool answers = route.method == method;
        if ((match.knows_path && !answers) || !fits(route.pattern, path)) {
            continue;
        }
        match.knows_path = true;
        if (answers) {
            match.route = &route;
            match.params = read_params(route.pattern, path);
            return match;
        }
    }
    return match;
}

} // namespace emulator::kit
