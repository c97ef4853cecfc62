#include "net/curl_client.hpp"

#include "crypto/crypto.hpp"
#include "net/loop_test_support.hpp"
#include "net/peer_test_support.hpp"

#include <boost/asio/post.hpp>
#include <doctest/doctest.h>

#include <set>

using namespace billbridge;
using namespace billbridge::net;
using namespace billbridge::net::test;

namespace {

using namespace std::chrono_literals;

Routine hang(std::shared_ptr<tcp::socket> socket)
{
    bool open = true;
    while (open) {
        const std::string text = co_await read_some(*socket);
        open = !text.empty();
    }
}

/// Reads a request and closes without a word.
Routine close_unanswered(std::shared_ptr<tcp::socket> socket)
{
    co_await read_some(*socket);
}

Routine flood(std::shared_ptr<tcp::socket> socket)
{
    co_await read_some(*socket);
    std::string head = "HTTP/1.1 200 OK\r\n\r\n";
    bool open = co_await write(*socket, std::move(head));
    while (open) {
        std::string block(64 * 1024, 'x');
        open = co_await write(*socket, std::move(block));
    }
}

Routine endless_headers(std::shared_ptr<tcp::socket> socket)
{
    co_await read_some(*socket);
    bool open = true;
    while (open) {
        std::string interim = "HTTP/1.1 100 Continue\r\nX: " + std::string(8000, 'x') + "\r\n\r\n";
        open = co_await write(*socket, std::move(interim));
    }
}

/// 100,000 times 'x'.
constexpr const char* many_x_compressed =
    "H4sIAAAAAAACA+3BMQEAAADCoNqLbw0PoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIBXA3ERB/6ghgEA";

Routine compressed(std::shared_ptr<tcp::socket> socket)
{
    co_await read_some(*socket);
    const std::string body = crypto::from_base64(many_x_compressed).value();
    std::string answer = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                         std::to_string(body.size()) + "\r\n\r\n" + body;
    co_await write(*socket, std::move(answer));
}

Routine redirect(std::shared_ptr<tcp::socket> socket)
{
    co_await read_some(*socket);
    std::string answer = "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n";
    co_await write(*socket, std::move(answer));
}

Routine cut_in_the_middle(std::shared_ptr<tcp::socket> socket)
{
    co_await read_some(*socket);
    std::string part = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this";
    co_await write(*socket, std::move(part));
}

Routine garbage(std::shared_ptr<tcp::socket> socket)
{
    co_await read_some(*socket);
    std::string text = "\x16\x03\x01 what is this\r\n\r\n";
    co_await write(*socket, std::move(text));
}

/// Answers the first request of a connection, takes in a second one and closes without a word.
Routine answer_once(std::shared_ptr<tcp::socket> socket, std::string& seen)
{
    seen += co_await read_some(*socket);
    std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    co_await write(*socket, std::move(ok));
    seen += co_await read_some(*socket);
}

std::size_t count(std::string_view text, std::string_view part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

struct Sent {
    std::vector<Result<ClientResponse>> answers;
};

Routine send_all(HttpClient& client, std::vector<ClientRequest> requests, Sent& sent)
{
    for (auto& request : requests) {
        sent.answers.push_back(co_await client.send(std::move(request)));
    }
}

/// Sends these one after the other to a peer that behaves so.
Sent send(Peer::Behaviour behaviour,
          std::vector<ClientRequest> requests,
          int* connections = nullptr)
{
    MemoryLog log;
    EventLoop loop(log);
    Peer peer(loop, std::move(behaviour));
    const auto client = make_curl_client(loop);
    for (auto& request : requests) {
        request.url = peer.url();
    }
    Sent sent;
    run(loop, [&] { return send_all(*client, std::move(requests), sent); });
    if (connections != nullptr) {
        *connections = peer.connections;
    }
    return sent;
}

} // namespace

TEST_CASE("a request arrives whole and its answer comes back with status, headers and body")
{
    MemoryLog log;
    EventLoop loop(log);
    Request seen;
    struct Answering {
        static boost::asio::awaitable<Response> answer(Request request, Request& seen)
        {
            seen = std::move(request);
            co_return Response{404, {{"X-Tid", "t1"}}, "gone"};
        }
    };
    const auto server = *HttpServer::open(
        loop, {}, [&](Request r) { return Answering::answer(std::move(r), seen); }, log);
    const auto client = make_curl_client(loop);
    Sent sent;

    run(loop, [&] {
        return send_all(*client,
                        {{.method = "PUT",
                          .url = address(*server) + "/a?b=1",
                          .headers = {{"X-Own", "v"}},
                          .body = std::string("bo\0dy", 5)}},
                        sent);
    });

    CHECK(seen.method == "PUT");
    CHECK(seen.target == "/a?b=1");
    CHECK(seen.headers.get("x-own") == "v");
    CHECK(seen.headers.get("content-type").empty());
    CHECK(seen.body == std::string("bo\0dy", 5));
    REQUIRE(sent.answers[0].has_value());
    CHECK(sent.answers[0]->status == 404);
    CHECK(sent.answers[0]->headers.get("x-tid") == "t1");
    CHECK(sent.answers[0]->body == "gone");
}

TEST_CASE("a peer that never answers is given up at the deadline")
{
    const Sent sent = send(hang, {{.deadline = 50ms}});

    REQUIRE_FALSE(sent.answers[0].has_value());
    CHECK(sent.answers[0].error().kind == ErrorKind::unavailable);
    CHECK(sent.answers[0].error().message.args.at("host") == "127.0.0.1");
    CHECK(sent.answers[0].error().cause.find("secret") == std::string::npos);
}

TEST_CASE("a deadline of nothing is not a deadline of never")
{
    CHECK_FALSE(send(hang, {{.deadline = 0ms}}).answers[0].has_value());
}

TEST_CASE("headers without end are cut off")
{
    const Sent sent = send(endless_headers, {{}});

    REQUIRE_FALSE(sent.answers[0].has_value());
    CHECK(sent.answers[0].error().cause.find("too large") != std::string::npos);
}

TEST_CASE("a compressed answer is unpacked, and its limit is that of the unpacked text")
{
    const Sent sent = send(compressed, {{.answer_max = 100'000}, {.answer_max = 99'999}});

    REQUIRE(sent.answers[0].has_value());
    CHECK(sent.answers[0]->body == std::string(100'000, 'x'));
    CHECK_FALSE(sent.answers[1].has_value());
}

TEST_CASE("a redirect is an answer like any other")
{
    int connections = 0;

    const Sent sent = send(redirect, {{}}, &connections);

    REQUIRE(sent.answers[0].has_value());
    CHECK(sent.answers[0]->status == 302);
    CHECK(sent.answers[0]->headers.get("location") == "/elsewhere");
    CHECK(connections == 1);
}

TEST_CASE("a write without an answer is sent once")
{
    int connections = 0;

    const Sent sent = send(close_unanswered, {{.method = "POST", .body = "x"}}, &connections);

    CHECK_FALSE(sent.answers[0].has_value());
    CHECK(connections == 1);
}

TEST_CASE("a header that would become two is refused before anything is sent")
{
    int connections = 0;

    const Sent sent = send(
        hang,
        {{.headers = {{"X-Key", "a\r\nX-Evil: b"}}}, {.headers = {{"X-Key: b\r\nX-Evil", "a"}}}},
        &connections);

    CHECK(sent.answers[0].error().kind == ErrorKind::invalid);
    CHECK(sent.answers[1].error().kind == ErrorKind::invalid);
    CHECK(connections == 0);
}

TEST_CASE("an endless answer is cut off at its limit")
{
    const Sent sent = send(flood, {{.answer_max = 100'000}});

    REQUIRE_FALSE(sent.answers[0].has_value());
    CHECK(sent.answers[0].error().cause.find("too large") != std::string::npos);
}

TEST_CASE("half an answer and garbage count as no answer")
{
    CHECK_FALSE(send(cut_in_the_middle, {{}}).answers[0].has_value());
    CHECK_FALSE(send(garbage, {{}}).answers[0].has_value());
}

TEST_CASE("nobody listening is no answer")
{
    MemoryLog log;
    EventLoop loop(log);
    const auto client = make_curl_client(loop);
    Sent sent;

    run(loop, [&] {
        return send_all(*client, {{.url = "http://127.0.0.1:1/"}, {.url = "ftp://x/"}}, sent);
    });

    CHECK(sent.answers[0].error().kind == ErrorKind::unavailable);
    CHECK(sent.answers[1].error().kind == ErrorKind::unavailable);
}

TEST_CASE("a GET that a kept connection lost is repeated")
{
    std::string seen;

    const Sent sent = send([&](auto socket) { return answer_once(socket, seen); }, {{}, {}});

    CHECK(sent.answers[1].has_value());
    CHECK(count(seen, "GET /x") == 3);
}

TEST_CASE("a POST arrives once, because it never takes a connection that may have died")
{
    std::string seen;

    const Sent sent = send([&](auto socket) { return answer_once(socket, seen); },
                           {{}, {.method = "POST", .body = "x"}});

    CHECK(sent.answers[1].has_value());
    CHECK(count(seen, "POST /x") == 1);
}

TEST_CASE("connections are reused for repeatable requests")
{
    struct Keep {
        static Routine answer(std::shared_ptr<tcp::socket> socket)
        {
            bool open = true;
            while (open) {
                const std::string text = co_await read_some(*socket);
                std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
                open = !text.empty() && co_await write(*socket, std::move(ok));
            }
        }
    };
    int connections = 0;

    const Sent sent = send(
        Keep::answer, {{}, {}, {.method = "POST", .body = "x", .repeatable = true}}, &connections);

    CHECK(sent.answers[2].has_value());
    CHECK(connections == 1);
}

TEST_CASE("many requests at once are all answered")
{
    MemoryLog log;
    EventLoop loop(log);
    struct Many {
        static boost::asio::awaitable<Response> answer(Request request)
        {
            co_return Response{200, {}, request.body};
        }
        static Routine send_one(
            HttpClient& client, std::string url, int number, std::set<int>& done, EventLoop& loop)
        {
            ClientRequest request{
                .method = "POST", .url = std::move(url), .body = std::to_string(number)};
            const auto answer = co_await client.send(std::move(request));
            if (answer && answer->body == std::to_string(number)) {
                done.insert(number);
            }
            if (done.size() == 50) {
                loop.stop();
            }
        }
    };
    const auto server = *HttpServer::open(loop, {}, Many::answer, log);
    const auto client = make_curl_client(loop);
    std::set<int> done;
    for (int i = 0; i < 50; ++i) {
        loop.spawn("one", Many::send_one(*client, address(*server), i, done, loop));
    }

    REQUIRE(loop.run());

    CHECK(done.size() == 50);
}

TEST_CASE("closing the client fails what is under way")
{
    MemoryLog log;
    EventLoop loop(log);
    Peer peer(loop, hang);
    auto client = make_curl_client(loop);
    Sent sent;
    struct Story {
        static Routine
        tell(EventLoop& loop, Peer& peer, std::unique_ptr<HttpClient>& client, Sent& sent)
        {
            ClientRequest request{.url = peer.url()};
            std::vector<ClientRequest> requests;
            requests.push_back(std::move(request));
            loop.spawn("send", send_all(*client, std::move(requests), sent));
            while (peer.connections == 0) {
                co_await boost::asio::post(boost::asio::use_awaitable);
            }
            client.reset();
            while (sent.answers.empty()) {
                co_await boost::asio::post(boost::asio::use_awaitable);
            }
        }
    };

    run(loop, [&] { return Story::tell(loop, peer, client, sent); });

    CHECK(sent.answers[0].error().kind == ErrorKind::unavailable);
}
