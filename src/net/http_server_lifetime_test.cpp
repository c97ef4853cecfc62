#include "net/http_server_test_support.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <doctest/doctest.h>

#include <sys/resource.h>
#include <unistd.h>

using namespace billbridge;
using namespace billbridge::net;
using namespace billbridge::net::test;

namespace {

using namespace std::chrono_literals;

/// A handler that answers only when told to.
struct Gate {
    explicit Gate(EventLoop& loop) : opened(loop.executor())
    {
        opened.expires_at(Clock::time_point::max());
    }
    using Clock = std::chrono::steady_clock;

    boost::asio::awaitable<Response> wait(Request request)
    {
        entered = true;
        boost::system::error_code ignored;
        co_await opened.async_wait(
            boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
        co_return echo(request);
    }

    boost::asio::steady_timer opened;
    bool entered = false;
};

Routine turn()
{
    co_await boost::asio::post(boost::asio::use_awaitable);
}

} // namespace

TEST_CASE("a stop finishes the request in flight, closes idle connections and accepts no more")
{
    MemoryLog log;
    EventLoop loop(log);
    Gate gate(loop);
    auto server = *HttpServer::open(
        loop, {}, [&gate](Request request) { return gate.wait(std::move(request)); }, log);
    std::string in_flight;
    std::string idle = "?";
    bool refused = false;

    struct Story {
        static Routine tell(EventLoop& loop,
                            Gate& gate,
                            HttpServer& server,
                            std::string& in_flight,
                            std::string& idle,
                            bool& refused)
        {
            RawConnection busy(loop, server.port());
            RawConnection waiting(loop, server.port());
            co_await busy.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
            while (!gate.entered) {
                co_await turn();
            }
            loop.spawn("stop", server.stop());
            idle = co_await waiting.rest();
            gate.opened.cancel();
            in_flight = co_await busy.rest();
            try {
                RawConnection late(loop, server.port());
            } catch (const boost::system::system_error&) {
                refused = true;
            }
        }
    };
    run(loop, [&] { return Story::tell(loop, gate, *server, in_flight, idle, refused); });

    CHECK(in_flight.starts_with("HTTP/1.1 200"));
    CHECK(in_flight.find("Connection: close") != std::string::npos);
    CHECK(idle.empty());
    CHECK(refused);
}

TEST_CASE("a stop does not wait longer than it may")
{
    MemoryLog log;
    EventLoop loop(log);
    Gate gate(loop);
    ServerOptions hasty;
    hasty.stop_timeout = 20ms;
    auto server = *HttpServer::open(
        loop, hasty, [&gate](Request request) { return gate.wait(std::move(request)); }, log);
    struct Story {
        static Routine tell(EventLoop& loop, Gate& gate, HttpServer& server)
        {
            RawConnection busy(loop, server.port());
            co_await busy.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
            while (!gate.entered) {
                co_await turn();
            }
            co_await server.stop();
        }
    };

    run(loop, [&] { return Story::tell(loop, gate, *server); });

    CHECK(gate.entered);
}

TEST_CASE("a server that is gone listens no more")
{
    Rig rig;
    struct Story {
        static Routine tell(Rig& rig)
        {
            const unsigned short port = rig.server->port();
            RawConnection idle(rig.loop, port);
            co_await turn();
            rig.server.reset();
            co_await idle.rest();
            CHECK_THROWS_AS(RawConnection(rig.loop, port), boost::system::system_error);
        }
    };

    run(rig.loop, [&] { return Story::tell(rig); });
}

namespace {

/// Leaves this process no descriptor beyond those in use, until it goes.
class NoDescriptors {
public:
    NoDescriptors()
    {
        getrlimit(RLIMIT_NOFILE, &before_);
        const int free = dup(STDERR_FILENO);
        ::close(free);
        rlimit tight = before_;
        tight.rlim_cur = static_cast<rlim_t>(free);
        setrlimit(RLIMIT_NOFILE, &tight);
    }
    ~NoDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
    NoDescriptors(const NoDescriptors&) = delete;
    NoDescriptors& operator=(const NoDescriptors&) = delete;

private:
    rlimit before_{};
};

} // namespace

TEST_CASE("out of descriptors the server pauses instead of spinning, and goes on afterwards")
{
    Rig rig;
    std::string answer;
    struct Story {
        static Routine tell(Rig& rig, std::string& answer)
        {
            RawConnection connection(rig.loop, rig.server->port());
            {
                const NoDescriptors none;
                while (!rig.log.contains("accept failed")) {
                    co_await turn();
                }
                for (int turns = 0; turns < 100; ++turns) {
                    co_await turn();
                }
            }
            std::string bytes = "GET /on HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
            co_await connection.send(std::move(bytes));
            answer = co_await connection.rest();
        }
    };

    run(rig.loop, [&] { return Story::tell(rig, answer); });

    CHECK(answer.ends_with("GET /on\n"));
    CHECK(rig.log.lines.size() < 10);
}

TEST_CASE("beyond the cap a connection waits until another one ends")
{
    ServerOptions one;
    one.connections_max = 1;
    Rig rig(one);
    std::string second;

    struct Story {
        static Routine tell(Rig& rig, std::string& second)
        {
            RawConnection holder(rig.loop, rig.server->port());
            co_await holder.send("GET /first HTTP/1.1\r\nHost: h\r\n\r\n");
            co_await holder.until("/first");
            RawConnection next(rig.loop, rig.server->port());
            co_await next.send("GET /second HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            holder.close();
            second = co_await next.rest();
        }
    };
    run(rig.loop, [&] { return Story::tell(rig, second); });

    CHECK(second.find("GET /second") != std::string::npos);
}

TEST_CASE("an address in use or malformed is refused with the reason")
{
    Rig rig;
    ServerOptions same;
    same.port = rig.server->port();
    ServerOptions bad;
    bad.address = "not an address";

    const auto taken = HttpServer::open(rig.loop, same, echo_handler, rig.log);
    const auto malformed = HttpServer::open(rig.loop, bad, echo_handler, rig.log);

    REQUIRE_FALSE(taken.has_value());
    CHECK(taken.error().cause.find("in use") != std::string::npos);
    CHECK_FALSE(malformed.has_value());
}
