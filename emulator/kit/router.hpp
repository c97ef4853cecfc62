#pragma once

#include "net/http.hpp"

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace emulator::kit {

namespace net = billbridge::net;

/// The parts of a path that its pattern names.
using Params = std::map<std::string, std::string, std::less<>>;
using RouteHandler = std::function<net::Response(const net::Request&, const Params&)>;

/// Whether the vendor would charge for a successful call.
enum class Metering { free, metered };

struct Route {
    std::string method;
    std::string pattern;
    RouteHandler handler;
    Metering metering = Metering::free;
};

/// Finds the route of a request by method and path.
class Router {
public:
    struct Match {
        const Route* route = nullptr; ///< null where nothing answers this method at this path
        Params params;
        bool knows_path = false; ///< some route has this path, perhaps with another method
    };

    /// In `pattern`, a segment `{name}` takes any one segment that is not empty. Of two patterns
    /// that both fit, the one added first answers.
    void add(std::string method,
             std::string pattern,
             RouteHandler handler,
             Metering metering = Metering::free);

    Match find(std::string_view method, std::string_view path) const;

private:
    /// By the number of segments, each list in the order of adding. Few of the many routes are as
    /// long as the path that is looked for.
    std::map<std::size_t, std::deque<Route>> routes_;
};

} // namespace emulator::kit
