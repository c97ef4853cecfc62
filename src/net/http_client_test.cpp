#include "net/curl_client.hpp"

#include "net/loop_test_support.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <doctest/doctest.h>

#include <set>

using namespace billbridge;
using namespace billbridge::net;
using namespace billbridge::net::test;
using boost::asio::ip::tcp;

namespace {

using namespace std::chrono_literals;

/// A peer that does with each connection what `behaviour` says.
class Peer {
public:
    using Behaviour = std::function<Routine(std::shared_ptr<tcp::socket>)>;

    Peer(EventLoop& loop, Behaviour behaviour)
        : loop_(loop), behaviour_(std::move(behaviour)),
          acceptor_(loop.executor(), {boost::asio::ip::address_v4::loopback(), 0})
    {
        loop.spawn("peer", accept());
    }

    std::string url() const
    {
        return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/x?secret=1";
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

boost::asio::awaitable<std::size_t> read_some(tcp::socket& socket)
{
    char bytes[4096];
    boost::system::error_code code;
    const std::size_t count = co_await socket.async_read_some(
        boost::asio::buffer(bytes), boost::asio::redirect_error(boost::asio::use_awaitable, code));
    co_return code ? 0 : count;
}

boost::asio::awaitable<bool> write(tcp::socket& socket, std::string text)
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

Routine hang(std::shared_ptr<tcp::socket> socket)
{
    while (co_await read_some(*socket) > 0) {
    }
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

/// Answers the first request of a connection and closes it unannounced at the second.
Routine answer_once(std::shared_ptr<tcp::socket> socket)
{
    co_await read_some(*socket);
    std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    co_await write(*socket, std::move(ok));
    co_await read_some(*socket);
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
Sent send(Peer::Behaviour behaviour, std::vector<ClientRequest> requests, int* connections = nullptr)
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

    run(loop, [&] { return send_all(*client, {{.url = "http://127.0.0.1:1/"}, {.url = "ftp://x/"}}, sent); });

    CHECK(sent.answers[0].error().kind == ErrorKind::unavailable);
    CHECK(sent.answers[1].error().kind == ErrorKind::unavailable);
}

TEST_CASE("a GET repeats on a connection that died unnoticed; a POST never takes such a connection")
{
    int connections = 0;

    const Sent gets = send(answer_once, {{}, {}}, &connections);
    CHECK(gets.answers[1].has_value());
    CHECK(connections == 2);

    const Sent posts = send(answer_once, {{}, {.method = "POST", .body = "x"}}, &connections);
    CHECK(posts.answers[1].has_value());
    CHECK(connections == 2);
}

TEST_CASE("connections are reused for repeatable requests")
{
    MemoryLog log;
    EventLoop loop(log);
    struct Keep {
        static Routine answer(std::shared_ptr<tcp::socket> socket)
        {
            while (co_await read_some(*socket) > 0) {
                std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
                co_await write(*socket, std::move(ok));
            }
        }
    };
    int connections = 0;

    const Sent sent = send(Keep::answer,
                           {{}, {}, {.method = "POST", .body = "x", .repeatable = true}},
                           &connections);

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
        static Routine send_one(HttpClient& client, std::string url, int number, std::set<int>& done, EventLoop& loop)
        {
            ClientRequest request{.method = "POST", .url = std::move(url), .body = std::to_string(number)};
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
        static Routine tell(EventLoop& loop, Peer& peer, std::unique_ptr<HttpClient>& client, Sent& sent)
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
