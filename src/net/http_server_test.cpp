#include "net/http_server.hpp"

#include "net/loop_test_support.hpp"

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

Response echo(const Request& request)
{
    std::string text = request.method + " " + request.path;
    for (const auto& [name, value] : request.query) {
        text += " " + name + "=" + value;
    }
    return {200, {{"Content-Type", "text/plain"}}, text + "\n" + request.body};
}

boost::asio::awaitable<Response> echo_handler(Request request)
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

Routine exchange(Rig& rig, std::string bytes, std::string& answer)
{
    RawConnection connection(rig.loop, rig.server->port());
    co_await connection.send(std::move(bytes));
    answer = co_await connection.rest();
}

/// What the server answers to these bytes until it closes the connection.
std::string answer_to(Rig& rig, const std::string& bytes)
{
    std::string answer;
    run(rig.loop, [&] { return exchange(rig, bytes, answer); });
    return answer;
}

std::string answer_to(const std::string& bytes, ServerOptions options = {})
{
    Rig rig(options);
    return answer_to(rig, bytes);
}

} // namespace

TEST_CASE("a request reaches the handler decoded and its answer carries a request id")
{
    const std::string answer =
        answer_to("POST /a%20b?x=1&y=%26 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
                  "Content-Length: 4\r\n\r\nbody");

    CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(answer.find("x-request-id: ") != std::string::npos);
    CHECK(answer.ends_with("POST /a b x=1 y=&\nbody"));
}

TEST_CASE("pipelined requests are answered in order on one connection")
{
    const std::string answer =
        answer_to("GET /one HTTP/1.1\r\nHost: h\r\n\r\n"
                  "GET /two HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    CHECK(answer.find("GET /one") < answer.find("GET /two"));
    CHECK(answer.find("GET /two") != std::string::npos);
}

TEST_CASE("HEAD has the length of GET and no body")
{
    const std::string answer =
        answer_to("HEAD /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    CHECK(answer.find("Content-Length: 8") != std::string::npos);
    CHECK(answer.ends_with("\r\n\r\n"));
}

TEST_CASE("limits and nonsense have their own refusals")
{
    ServerOptions small;
    small.body_max = 100;
    small.header_max = 500;
    CHECK(answer_to("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 101\r\n\r\n", small)
              .starts_with("HTTP/1.1 413"));
    CHECK(answer_to("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n" +
                        std::string(255, 'x') + "\r\n0\r\n\r\n",
                    small)
              .starts_with("HTTP/1.1 413"));
    CHECK(answer_to("GET / HTTP/1.1\r\nA: " + std::string(600, 'x') + "\r\n\r\n", small)
              .starts_with("HTTP/1.1 431"));
    CHECK(answer_to("nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));
    CHECK(answer_to("GET /%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
              .starts_with("HTTP/1.1 400"));
    CHECK(answer_to("GET /a%00b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
              .starts_with("HTTP/1.1 400"));
    CHECK(answer_to("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n").starts_with("HTTP/1.1 400"));
}

TEST_CASE("a body of exactly the limit is accepted")
{
    ServerOptions small;
    small.body_max = 100;

    CHECK(
        answer_to("POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 100\r\n\r\n" +
                      std::string(100, 'x'),
                  small)
            .starts_with("HTTP/1.1 200"));
}

TEST_CASE("a handler that throws becomes a 500 with the request id, and the next request is served")
{
    Rig rig;

    const std::string failed =
        answer_to(rig,
                  "GET /throw HTTP/1.1\r\nHost: h\r\n\r\n"
                  "GET /next HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    CHECK(failed.starts_with("HTTP/1.1 500"));
    CHECK(failed.find("broken assumption") == std::string::npos);
    CHECK(failed.find("GET /next") != std::string::npos);
    CHECK(rig.log.contains("broken assumption"));
}

TEST_CASE("an answer whose header would become two is not sent")
{
    const std::string answer =
        answer_to("GET /split HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    CHECK(answer.starts_with("HTTP/1.1 500"));
    CHECK(answer.find("evil") == std::string::npos);
}

TEST_CASE("any status goes out as it is, and one without a body has none")
{
    const std::string close = " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

    CHECK(answer_to("GET /odd" + close).starts_with("HTTP/1.1 529"));
    const std::string none = answer_to("GET /none" + close);
    CHECK(none.starts_with("HTTP/1.1 204"));
    CHECK(none.ends_with("\r\n\r\n"));
    CHECK(none.find("Content-Length") == std::string::npos);
}

TEST_CASE("a request of two lengths, which two servers could read differently, is refused")
{
    CHECK(answer_to("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
              .starts_with("HTTP/1.1 400"));
    CHECK(answer_to(
              "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nbody")
              .starts_with("HTTP/1.1 400"));
}

TEST_CASE("who sends far too much still gets to read why it was refused")
{
    const std::string answer =
        answer_to("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 8388608\r\n\r\n" +
                  std::string(8u << 20, 'x'));

    CHECK(answer.starts_with("HTTP/1.1 413"));
    CHECK(answer.ends_with("}}"));
}

TEST_CASE("a client that vanishes in the middle leaves the others served")
{
    Rig rig;
    std::string answer;
    struct Story {
        static Routine tell(Rig& rig, std::string& answer)
        {
            for (const char* part : {"G",
                                     "GET / HTTP/1.1\r\nHo",
                                     "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nx",
                                     "GET / HTTP/1.1\r\nHost: h\r\n\r\n"}) {
                RawConnection connection(rig.loop, rig.server->port());
                std::string bytes = part;
                co_await connection.send(std::move(bytes));
                connection.close();
            }
            std::string whole = "GET /still HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
            co_await exchange(rig, std::move(whole), answer);
        }
    };

    run(rig.loop, [&] { return Story::tell(rig, answer); });

    CHECK(answer.ends_with("GET /still\n"));
}

TEST_CASE("a cut connection yields no byte")
{
    CHECK(answer_to("GET /cut HTTP/1.1\r\nHost: h\r\n\r\n").empty());
}

TEST_CASE("who sends a request too slowly, or nothing at all, is disconnected")
{
    ServerOptions impatient;
    impatient.read_timeout = 30ms;
    impatient.idle_timeout = 30ms;

    CHECK(answer_to("GET / HTTP/1.1\r\nHo", impatient).empty());
    CHECK(answer_to("", impatient).empty());
}

TEST_CASE("the log has the path but never the query, which may hold a token")
{
    Rig rig;

    answer_to(rig, "GET /ui/panel?token=secret HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    CHECK(rig.log.contains("/ui/panel"));
    CHECK_FALSE(rig.log.contains("secret"));
}

namespace {

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
