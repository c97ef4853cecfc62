#include "net/http_server_test_support.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::net;
using namespace billbridge::net::test;

namespace {

using namespace std::chrono_literals;

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
