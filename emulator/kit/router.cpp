#include "emulator/kit/router.hpp"

#include <algorithm>
#include <optional>

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

std::optional<Params> fit(std::string_view pattern, std::string_view path)
{
    if (std::ranges::count(pattern, '/') != std::ranges::count(path, '/')) {
        return std::nullopt;
    }
    Params params;
    while (!pattern.empty()) {
        const std::string_view wanted = take_segment(pattern);
        const std::string_view given = take_segment(path);
        if (is_parameter(wanted) && !given.empty()) {
            params.emplace(wanted.substr(1, wanted.size() - 2), given);
        } else if (wanted != given) {
            return std::nullopt;
        }
    }
    return path.empty() ? std::optional(std::move(params)) : std::nullopt;
}

} // namespace

void Router::add(std::string method, std::string pattern, RouteHandler handler, Metering metering)
{
    routes_.push_back({std::move(method), std::move(pattern), std::move(handler), metering});
}

Router::Match Router::find(std::string_view method, std::string_view path) const
{
    Match match;
    for (const Route& route : routes_) {
        auto params = fit(route.pattern, path);
        if (!params) {
            continue;
        }
        match.knows_path = true;
        if (route.method == method) {
            match.route = &route;
            match.params = *std::move(params);
            return match;
        }
    }
    return match;
}

} // namespace emulator::kit
