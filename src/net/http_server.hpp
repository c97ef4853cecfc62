#pragma once

#include "base/log.hpp"
#include "base/task.hpp"
#include "net/http.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace billbridge::net {

class EventLoop;

/// Thrown by a handler: the connection is closed without an answer. For emulating failures.
struct ConnectionCut {};

/// Answers one request. An exception out of it becomes a 500 with the request id and is logged.
using Handler = std::function<boost::asio::awaitable<Response>(Request)>;

struct ServerOptions {
    std::string address = "127.0.0.1";
    unsigned short port = 0;                        ///< 0: any free one
    std::size_t body_max = 1u << 20;                ///< beyond: 413
    std::size_t header_max = 16u << 10;             ///< beyond: 431
    std::size_t connections_max = 1000;             ///< beyond: the newest waits unaccepted
    std::chrono::milliseconds read_timeout{15'000}; ///< one whole request, from its first byte
    std::chrono::milliseconds idle_timeout{60'000}; ///< between two requests
    std::chrono::milliseconds stop_timeout{10'000}; ///< for requests in flight at stop
};

/// An HTTP/1.1 server with keep-alive on one address.
///
/// Every answer gets `x-request-id`. Destroying it without `stop` accepts no more and closes idle
/// connections; requests in flight still run on the loop. It must not outlive the loop.
/// Threads: the event loop only.
class HttpServer {
public:
    /// Binds and listens. Fails with `invalid` where the address is malformed or taken.
    static Result<std::unique_ptr<HttpServer>>
    open(EventLoop& loop, ServerOptions options, Handler handler, Log& log);
    virtual ~HttpServer() = default;

    virtual unsigned short port() const = 0;

    /// Accepts no more, answers what is in flight, closes idle connections; returns when the last
    /// connection is gone or after `stop_timeout`.
    virtual Routine stop() = 0;
};

} // namespace billbridge::net
