#pragma once

#include "net/http_server.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace billbridge::web {

/// The values of a route's `{...}` parts.
using PathValues = std::map<std::string, std::string, std::less<>>;

/// The route table: method and pattern to handler, as data.
class Router {
public:
    using Handler = std::function<boost::asio::awaitable<net::Response>(net::Request, PathValues)>;

    /// `pattern` is a path whose parts in braces match any one non-empty part:
    /// `/deals/{deal}/draft`.
    void add(std::string method, std::string pattern, Handler handler);

    struct Match {
        const Handler* handler = nullptr; ///< null: no route
        PathValues values;
        std::string allowed; ///< methods of that path, where the method is the wrong one
    };

    /// HEAD is answered by GET's route.
    Match find(std::string_view method, std::string_view path) const;

private:
    struct Route {
        std::string method;
        std::vector<std::string> parts;
        Handler handler;
    };
    std::vector<Route> routes_;
};

} // namespace billbridge::web
