#pragma once

#include "net/http_server.hpp"
#include "net/loop_test_support.hpp"

#include <stdexcept>

/// A server that echoes, and fails on demand.
namespace billbridge::net::test {

inline Response echo(const Request& request)
{
    std::string text = request.method + " " + request.path;
    for (const auto& [name, value] : request.query) {
        text += " " + name + "=" + value;
    }
    return {200, {{"Content-Type", "text/plain"}}, text + "\n" + request.body};
}

inline boost::asio::awaitable<Response> echo_handler(Request request)
{
    if (request.path == "/throw") {
        throw std::runtime_error("broken assumption");
    }
    if (request.path == "/cut") {
        throw ConnectionCut{};
    }
    if (request.path == "/split") {
        co_return Response{200, {{"Location", "/a\r\nSet-Cookie: evil=1"}}, ""};
    }
    if (request.path == "/odd") {
        co_return Response{529, {}, "odd"};
    }
    if (request.path == "/none") {
        co_return Response{204, {}, "never seen"};
    }
    co_return echo(request);
}

struct Rig {
    explicit Rig(ServerOptions options = {}, Handler handler = echo_handler)
        : server(*HttpServer::open(loop, options, std::move(handler), log))
    {
    }

    MemoryLog log;
    EventLoop loop{log};
    std::unique_ptr<HttpServer> server;
};

/// Sends these bytes and reads until the server closes the connection.
inline Routine exchange(Rig& rig, std::string bytes, std::string& answer)
{
    RawConnection connection(rig.loop, rig.server->port());
    co_await connection.send(std::move(bytes));
    answer = co_await connection.rest();
}

} // namespace billbridge::net::test
