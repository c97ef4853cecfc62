#pragma once

#include "net/event_loop.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <string>

/// For tests of a client against a server that misbehaves.
namespace billbridge::net::test {

using boost::asio::ip::tcp;

/// Listens on 127.0.0.1 and does with each connection what `behaviour` says.
class Peer {
public:
    using Behaviour = std::function<Routine(std::shared_ptr<tcp::socket>)>;

    Peer(EventLoop& loop, Behaviour behaviour)
        : loop_(loop), behaviour_(std::move(behaviour)),
          acceptor_(loop.executor(), {boost::asio::ip::address_v4::loopback(), 0})
    {
        loop.spawn("peer", accept());
    }

    std::string url(const std::string& scheme = "http") const
    {
        const auto port = acceptor_.local_endpoint().port();
        return scheme + "://127.0.0.1:" + std::to_string(port) + "/x?secret=1";
    }

    int connections = 0;

private:
    Routine accept()
    {
        for (;;) {
            auto socket = std::make_shared<tcp::socket>(
                co_await acceptor_.async_accept(boost::asio::use_awaitable));
            ++connections;
            loop_.spawn("peer connection", behaviour_(std::move(socket)));
        }
    }

    EventLoop& loop_;
    Behaviour behaviour_;
    tcp::acceptor acceptor_;
};

/// What the other side sent by now, at most a few KiB; empty once it has closed.
inline boost::asio::awaitable<std::string> read_some(tcp::socket& socket)
{
    char bytes[4096];
    boost::system::error_code code;
    const std::size_t count = co_await socket.async_read_some(
        boost::asio::buffer(bytes), boost::asio::redirect_error(boost::asio::use_awaitable, code));
    co_return code ? std::string() : std::string(bytes, count);
}

/// Returns whether the other side took it.
inline boost::asio::awaitable<bool> write(tcp::socket& socket, std::string text)
{
    boost::system::error_code code;
    std::size_t sent = 0;
    while (!code && sent < text.size()) {
        sent += co_await socket.async_write_some(
            boost::asio::buffer(text.data() + sent, text.size() - sent),
            boost::asio::redirect_error(boost::asio::use_awaitable, code));
    }
    co_return !code;
}

} // namespace billbridge::net::test
