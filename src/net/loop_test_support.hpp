#pragma once

#include "net/curl_client.hpp"
#include "net/event_loop.hpp"
#include "net/http_server.hpp"
#include "net/memory_log.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <string>

/// For tests that run a loop with real sockets on 127.0.0.1.
namespace billbridge::net::test {

using Story = std::function<Routine()>;

inline Routine tell(Story story, EventLoop& loop)
{
    co_await story();
    loop.stop();
}

/// Runs `story` as the only root besides servers; the loop stops at its end.
inline void run(EventLoop& loop, Story story)
{
    loop.spawn("story", tell(std::move(story), loop));
    if (!loop.run()) {
        throw std::runtime_error("a routine threw");
    }
}

inline std::string address(const HttpServer& server)
{
    return "http://127.0.0.1:" + std::to_string(server.port());
}

/// A connection on which a test writes bytes of its own.
class RawConnection {
public:
    RawConnection(EventLoop& loop, unsigned short port) : socket_(loop.executor())
    {
        socket_.connect({boost::asio::ip::address_v4::loopback(), port});
    }

    boost::asio::awaitable<void> send(std::string text)
    {
        std::size_t sent = 0;
        while (sent < text.size()) {
            sent += co_await socket_.async_write_some(
                boost::asio::buffer(text.data() + sent, text.size() - sent),
                boost::asio::use_awaitable);
        }
    }

    /// Everything until the other side closes.
    boost::asio::awaitable<std::string> rest()
    {
        std::string text;
        char bytes[4096];
        try {
            for (;;) {
                const std::size_t count = co_await socket_.async_read_some(
                    boost::asio::buffer(bytes), boost::asio::use_awaitable);
                text.append(bytes, count);
            }
        } catch (const boost::system::system_error&) {
            co_return text; // end of stream or reset: that was all
        }
    }

    /// Reads until `text` has come.
    boost::asio::awaitable<std::string> until(std::string wanted)
    {
        std::string text;
        char byte = 0;
        while (text.find(wanted) == std::string::npos) {
            const std::size_t count = co_await socket_.async_read_some(
                boost::asio::buffer(&byte, 1), boost::asio::use_awaitable);
            text.append(&byte, count);
        }
        co_return text;
    }

    void close() { socket_.close(); }

private:
    boost::asio::ip::tcp::socket socket_;
};

} // namespace billbridge::net::test
