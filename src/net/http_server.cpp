#include "net/http_server.hpp"

#include "base/json.hpp"
#include "crypto/crypto.hpp"
#include "net/event_loop.hpp"
#include "net/url.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace billbridge::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Code = boost::system::error_code;

namespace {

using Parser = http::request_parser<http::string_body>;
using Message = http::response<http::string_body>;

/// How much the first read of a request may take in; headers rarely need more.
constexpr std::size_t first_read = 4096;

auto into(Code& code)
{
    return asio::redirect_error(asio::use_awaitable, code);
}

Response problem(int status, std::string_view text, std::string_view request_id)
{
    Json error;
    error.set("kind", status == 500 ? "internal" : "invalid").set("message", text);
    error.set("request_id", request_id);
    return {status,
            {{"Content-Type", "application/json; charset=utf-8"}},
            Json(Json::Object{{"error", std::move(error)}}).dump()};
}

/// What a broken request is answered with; empty where nobody is there to read an answer.
std::optional<Response> refusal(const Code& code, std::string_view request_id)
{
    if (code == http::error::body_limit) {
        return problem(413, "The request is too large.", request_id);
    }
    if (code == http::error::header_limit) {
        return problem(431, "The request's headers are too large.", request_id);
    }
    if (code == beast::error::timeout) {
        return std::nullopt;
    }
    const bool parsed = code.category() == http::make_error_code(http::error::bad_method).category();
    if (!parsed || code == http::error::end_of_stream || code == http::error::partial_message) {
        return std::nullopt;
    }
    return problem(400, "The request is not valid HTTP.", request_id);
}

Result<Request> request_of(http::request<http::string_body>&& message, std::string id, std::string peer)
{
    Request request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    request.id = std::move(id);
    request.peer = std::move(peer);
    for (const auto& field : message) {
        request.headers.add(std::string(field.name_string()), std::string(field.value()));
    }
    const std::string_view target = request.target;
    const auto question = std::min(target.find('?'), target.size());
    TRY(request.path, percent_decode(target.substr(0, question)));
    TRY(request.query, parse_query(target.substr(std::min(question + 1, target.size()))));
    if (!request.path.starts_with('/')) {
        return fail(invalid({"error.unknown_route", {}}, "not a path"));
    }
    request.body = std::move(message.body());
    return request;
}

Message message_of(Response&& response, unsigned version, bool keep_alive, std::string_view request_id)
{
    Message message(http::int_to_status(static_cast<unsigned>(response.status)), version);
    for (const auto& [name, value] : response.headers.lines()) {
        message.insert(name, value);
    }
    message.set("x-request-id", request_id);
    message.body() = std::move(response.body);
    message.keep_alive(keep_alive);
    const int status = response.status;
    if (status != 204 && status != 304) {
        message.prepare_payload();
    }
    return message;
}

class BeastServer;

/// One connection.
struct Session {
    Session(tcp::socket socket, std::string address)
        : stream(std::move(socket)), peer(std::move(address))
    {}

    beast::tcp_stream stream;
    beast::flat_buffer buffer;
    std::string peer;
    bool busy = false; ///< from the first byte of a request to the last of its answer
};

class BeastServer : public HttpServer {
public:
    BeastServer(EventLoop& loop, ServerOptions options, Handler handler, Log& log, tcp::acceptor acceptor)
        : loop_(loop), options_(std::move(options)), handler_(std::move(handler)), log_(log),
          acceptor_(std::move(acceptor)), changed_(loop.executor())
    {}

    unsigned short port() const override { return acceptor_port_; }
    Routine stop() override;

    /// Accepts connections until `stop`.
    static Routine accept(std::shared_ptr<BeastServer> self);
    void remember_port() { acceptor_port_ = acceptor_.local_endpoint().port(); }

private:
    static Routine serve(std::shared_ptr<BeastServer> self, std::unique_ptr<Session> session);
    asio::awaitable<bool> serve_one(Session& session);
    asio::awaitable<bool> first_byte(Session& session);
    asio::awaitable<Code> read(Session& session, Parser& parser);
    asio::awaitable<Response> answer(Request request);
    asio::awaitable<bool> write(Session& session, Message message);
    Routine wait_for_change(std::chrono::steady_clock::time_point until);

    EventLoop& loop_;
    ServerOptions options_;
    Handler handler_;
    Log& log_;
    tcp::acceptor acceptor_;
    unsigned short acceptor_port_ = 0;
    asio::steady_timer changed_; ///< cancelled whenever a connection ends
    std::unordered_set<Session*> sessions_;
    bool stopping_ = false;
};

Routine BeastServer::wait_for_change(std::chrono::steady_clock::time_point until)
{
    changed_.expires_at(until);
    Code ignored;
    co_await changed_.async_wait(into(ignored));
}

Routine BeastServer::accept(std::shared_ptr<BeastServer> self)
{
    while (!self->stopping_) {
        if (self->sessions_.size() >= self->options_.connections_max) {
            co_await self->wait_for_change(std::chrono::steady_clock::time_point::max());
            continue;
        }
        Code code;
        tcp::socket socket = co_await self->acceptor_.async_accept(into(code));
        if (self->stopping_) {
            break;
        }
        if (code) {
            self->log_.warning("accept failed", {{"cause", code.message()}});
            continue;
        }
        const auto endpoint = socket.remote_endpoint(code);
        std::string peer = code ? "" : endpoint.address().to_string();
        auto session = std::make_unique<Session>(std::move(socket), std::move(peer));
        self->sessions_.insert(session.get());
        self->loop_.spawn("http connection", serve(self, std::move(session)));
    }
}

Routine BeastServer::serve(std::shared_ptr<BeastServer> self, std::unique_ptr<Session> session)
{
    bool goes_on = true;
    while (goes_on && !self->stopping_) {
        goes_on = co_await self->serve_one(*session);
        session->busy = false;
    }
    Code ignored;
    session->stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
    self->sessions_.erase(session.get());
    self->changed_.cancel();
}

asio::awaitable<bool> BeastServer::first_byte(Session& session)
{
    if (session.buffer.size() > 0) {
        co_return true; // a pipelined request is here already
    }
    session.stream.expires_after(options_.idle_timeout);
    Code code;
    const std::size_t count =
        co_await session.stream.async_read_some(session.buffer.prepare(first_read), into(code));
    session.buffer.commit(count);
    co_return !code;
}

asio::awaitable<Code> BeastServer::read(Session& session, Parser& parser)
{
    parser.header_limit(static_cast<std::uint32_t>(options_.header_max));
    parser.body_limit(options_.body_max);
    session.stream.expires_after(options_.read_timeout);
    Code code;
    co_await http::async_read_header(session.stream, session.buffer, parser, into(code));
    if (!code && beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        http::response<http::empty_body> go_on(http::status::continue_, parser.get().version());
        co_await http::async_write(session.stream, go_on, into(code));
    }
    if (!code) {
        co_await http::async_read(session.stream, session.buffer, parser, into(code));
    }
    co_return code;
}

asio::awaitable<bool> BeastServer::serve_one(Session& session)
{
    if (!co_await first_byte(session)) {
        co_return false;
    }
    session.busy = true;
    const std::string id = crypto::random_uuid();
    Parser parser;
    const Code code = co_await read(session, parser);
    if (code) {
        std::optional<Response> refused = refusal(code, id);
        if (refused) {
            log_.info("request refused", {{"request_id", id}, {"cause", code.message()}});
            Message message = message_of(*std::move(refused), 11, false, id);
            co_await write(session, std::move(message));
        }
        co_return false;
    }
    const bool is_head = parser.get().method() == http::verb::head;
    const unsigned version = parser.get().version();
    bool keep_alive = parser.get().keep_alive();
    Result<Request> request = request_of(parser.release(), id, session.peer);
    Response response = problem(400, "The address is malformed.", id);
    if (request) {
        session.stream.expires_never();
        try {
            response = co_await answer(*std::move(request));
        } catch (const ConnectionCut&) {
            co_return false;
        }
    }
    keep_alive = keep_alive && !stopping_;
    Message message = message_of(std::move(response), version, keep_alive, id);
    if (is_head) {
        message.body().clear(); // Content-Length stays that of the GET
    }
    const bool written = co_await write(session, std::move(message));
    co_return written && keep_alive;
}

asio::awaitable<Response> BeastServer::answer(Request request)
{
    const std::string id = request.id;
    const std::string method = request.method;
    const std::string path = request.path; // without the query, which may hold a token
    const auto begin = std::chrono::steady_clock::now();
    Response response;
    try {
        response = co_await handler_(std::move(request));
    } catch (const std::exception& failure) {
        log_.error("handler threw", {{"request_id", id}, {"cause", failure.what()}});
        response = problem(500, "Something went wrong on our side.", id);
    }
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begin);
    log_.info("request",
              {{"method", method},
               {"path", path},
               {"status", std::to_string(response.status)},
               {"ms", std::to_string(took.count())},
               {"request_id", id}});
    co_return response;
}

asio::awaitable<bool> BeastServer::write(Session& session, Message message)
{
    session.stream.expires_after(options_.read_timeout);
    Code code;
    co_await http::async_write(session.stream, message, into(code));
    co_return !code;
}

Routine BeastServer::stop()
{
    stopping_ = true;
    Code ignored;
    acceptor_.close(ignored);
    for (Session* session : sessions_) {
        if (!session->busy) {
            session->stream.cancel();
        }
    }
    changed_.cancel();
    const auto until = std::chrono::steady_clock::now() + options_.stop_timeout;
    while (!sessions_.empty() && std::chrono::steady_clock::now() < until) {
        co_await wait_for_change(until);
    }
    for (Session* session : sessions_) {
        session->stream.cancel();
    }
}

/// What the caller holds: the routines share the server itself, so that it outlives them.
class ServerHandle : public HttpServer {
public:
    explicit ServerHandle(std::shared_ptr<BeastServer> server) : server_(std::move(server)) {}
    unsigned short port() const override { return server_->port(); }
    Routine stop() override { return server_->stop(); }

private:
    std::shared_ptr<BeastServer> server_;
};

Error cannot_listen(const ServerOptions& options, const Code& code)
{
    return invalid({"error.internal", {}},
                   "cannot listen on " + options.address + ":" + std::to_string(options.port) + ": " +
                       code.message());
}

} // namespace

Result<std::unique_ptr<HttpServer>>
HttpServer::open(EventLoop& loop, ServerOptions options, Handler handler, Log& log)
{
    Code code;
    const auto address = asio::ip::make_address(options.address, code);
    if (code) {
        return fail(cannot_listen(options, code));
    }
    const tcp::endpoint endpoint(address, options.port);
    tcp::acceptor acceptor(loop.executor());
    acceptor.open(endpoint.protocol(), code);
    if (!code) {
        acceptor.set_option(tcp::acceptor::reuse_address(true), code);
    }
    if (!code) {
        acceptor.bind(endpoint, code);
    }
    if (!code) {
        acceptor.listen(asio::socket_base::max_listen_connections, code);
    }
    if (code) {
        return fail(cannot_listen(options, code));
    }
    auto server = std::make_shared<BeastServer>(
        loop, std::move(options), std::move(handler), log, std::move(acceptor));
    server->remember_port();
    loop.spawn("http accept", BeastServer::accept(server));
    return std::make_unique<ServerHandle>(std::move(server));
}

} // namespace billbridge::net
