#include "net/http_server.hpp"

#include "crypto/crypto.hpp"
#include "net/event_loop.hpp"
#include "net/http_message.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <optional>
#include <unordered_set>

namespace billbridge::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Code = boost::system::error_code;

namespace {

/// How much the first read of a request may take in; headers rarely need more.
constexpr std::size_t first_read = 4096;
/// How long a client that was refused may go on sending what nobody reads.
constexpr std::chrono::seconds linger_max{2};
/// The pause after an accept that failed. Out of descriptors it would fail again at once.
constexpr std::chrono::milliseconds accept_pause{100};

auto into(Code& code)
{
    return asio::redirect_error(asio::use_awaitable, code);
}

/// One connection.
struct Session {
    Session(tcp::socket socket, std::string address)
        : stream(std::move(socket)), peer(std::move(address))
    {
    }

    beast::tcp_stream stream;
    beast::flat_buffer buffer;
    std::string peer;
    bool busy = false; ///< from the first byte of a request to the last of its answer
};

class BeastServer {
public:
    BeastServer(
        EventLoop& loop, ServerOptions options, Handler handler, Log& log, tcp::acceptor acceptor)
        : loop_(loop), options_(std::move(options)), handler_(std::move(handler)), log_(log),
          acceptor_(std::move(acceptor)), port_(acceptor_.local_endpoint().port()),
          accept_again_(loop.executor()), session_ended_(loop.executor())
    {
    }

    unsigned short port() const { return port_; }
    Routine stop();
    /// Accepts no more and closes idle connections, without waiting for the others.
    void close();

    /// Accepts connections until `close`.
    static Routine accept(std::shared_ptr<BeastServer> self);

private:
    static Routine serve(std::shared_ptr<BeastServer> self, std::unique_ptr<Session> session);
    Routine pause_accepting(std::chrono::steady_clock::duration longest);
    asio::awaitable<bool> serve_one(Session& session);
    asio::awaitable<bool> first_byte(Session& session);
    asio::awaitable<Code> read(Session& session, WireParser& parser);
    Routine refuse(Session& session, Code code, std::string id);
    asio::awaitable<bool> exchange(Session& session, WireRequest message, std::string id);
    asio::awaitable<std::optional<Response>> answer(Request request);
    asio::awaitable<bool> write(Session& session, WireResponse message);

    EventLoop& loop_;
    ServerOptions options_;
    Handler handler_;
    Log& log_;
    tcp::acceptor acceptor_;
    unsigned short port_;
    asio::steady_timer accept_again_;
    asio::steady_timer session_ended_; ///< cancelled whenever a connection ends
    std::unordered_set<Session*> sessions_;
    bool stopping_ = false;
};

/// Waits until a connection has ended, or for `longest`.
Routine BeastServer::pause_accepting(std::chrono::steady_clock::duration longest)
{
    accept_again_.expires_after(longest);
    Code ignored;
    co_await accept_again_.async_wait(into(ignored));
}

Routine BeastServer::accept(std::shared_ptr<BeastServer> self)
{
    while (!self->stopping_) {
        if (self->sessions_.size() >= self->options_.connections_max) {
            co_await self->pause_accepting(self->options_.idle_timeout);
            continue;
        }
        Code code;
        tcp::socket socket = co_await self->acceptor_.async_accept(into(code));
        if (self->stopping_) {
            break;
        }
        if (code) {
            self->log_.warning("accept failed", {{"cause", code.message()}});
            co_await self->pause_accepting(accept_pause);
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
    try {
        bool goes_on = true;
        while (goes_on && !self->stopping_) {
            goes_on = co_await self->serve_one(*session);
            session->busy = false;
        }
    } catch (const std::exception& failure) {
        // One connection's failure must not end the others.
        self->log_.error("connection failed", {{"cause", failure.what()}});
    }
    Code ignored;
    session->stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
    self->sessions_.erase(session.get());
    self->session_ended_.cancel();
    self->accept_again_.cancel();
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

asio::awaitable<Code> BeastServer::read(Session& session, WireParser& parser)
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
    const bool begun = co_await first_byte(session);
    if (!begun) {
        co_return false;
    }
    session.busy = true;
    std::string id = crypto::random_uuid();
    WireParser parser;
    const Code code = co_await read(session, parser);
    if (code) {
        co_await refuse(session, code, std::move(id));
        co_return false;
    }
    WireRequest message = parser.release();
    co_return co_await exchange(session, std::move(message), std::move(id));
}

/// Answers a request that could not be read, and ends the connection.
Routine BeastServer::refuse(Session& session, Code code, std::string id)
{
    std::optional<Response> refused = refusal(code, id);
    if (!refused) {
        co_return;
    }
    log_.info("request refused", {{"request_id", id}, {"cause", code.message()}});
    const Envelope envelope{.request_id = id};
    WireResponse message = message_of(*std::move(refused), envelope);
    co_await write(session, std::move(message));
    // Closing with bytes unread resets the connection, which can take the answer from the client.
    Code end;
    session.stream.socket().shutdown(tcp::socket::shutdown_send, end);
    session.stream.expires_after(linger_max);
    while (!end) {
        session.buffer.clear();
        co_await session.stream.async_read_some(session.buffer.prepare(first_read), into(end));
    }
}

/// Answers a request that was read whole. Returns whether the connection can carry another.
asio::awaitable<bool> BeastServer::exchange(Session& session, WireRequest message, std::string id)
{
    Envelope envelope{.request_id = id,
                      .version = message.version(),
                      .keep_alive = message.keep_alive(),
                      .is_head = message.method() == http::verb::head};
    Result<Request> request = request_of(std::move(message), id, session.peer);
    std::optional<Response> response;
    if (request) {
        session.stream.expires_never();
        response = co_await answer(*std::move(request));
    } else {
        log_.info("request refused", {{"request_id", id}, {"cause", request.error().cause}});
        response = problem(400, "The address is malformed.", id);
    }
    if (!response) {
        co_return false;
    }
    envelope.keep_alive = envelope.keep_alive && !stopping_;
    WireResponse sent = message_of(*std::move(response), envelope);
    const bool written = co_await write(session, std::move(sent));
    co_return written&& envelope.keep_alive;
}

/// The handler's answer; none where it wants the connection cut.
asio::awaitable<std::optional<Response>> BeastServer::answer(Request request)
{
    const std::string id = request.id;
    const std::string method = request.method;
    const std::string path = request.path; // without the query, which may hold a token
    const auto begin = steady_time();
    Response response;
    try {
        response = co_await handler_(std::move(request));
        require_sendable(response);
    } catch (const ConnectionCut&) {
        co_return std::nullopt;
    } catch (const std::exception& failure) {
        log_.error("handler threw", {{"request_id", id}, {"cause", failure.what()}});
        response = problem(500, "Something went wrong on our side.", id);
    }
    const auto took = steady_time() - begin;
    log_.info("request",
              {{"method", method},
               {"path", path},
               {"status", std::to_string(response.status)},
               {"ms", std::to_string(took.count())},
               {"request_id", id}});
    co_return response;
}

asio::awaitable<bool> BeastServer::write(Session& session, WireResponse message)
{
    session.stream.expires_after(options_.read_timeout);
    Code code;
    co_await http::async_write(session.stream, message, into(code));
    co_return !code;
}

void BeastServer::close()
{
    if (stopping_) {
        return;
    }
    stopping_ = true;
    Code ignored;
    acceptor_.close(ignored);
    for (Session* session : sessions_) {
        if (!session->busy) {
            session->stream.cancel();
        }
    }
    accept_again_.cancel();
    session_ended_.expires_after(options_.stop_timeout);
}

Routine BeastServer::stop()
{
    close();
    Code code = asio::error::operation_aborted; // what the wait yields while time is left
    while (!sessions_.empty() && code) {
        co_await session_ended_.async_wait(into(code));
    }
    for (Session* session : sessions_) {
        session->stream.cancel();
    }
}

/// What the caller holds: the routines share the server itself, so that it outlives them.
class ServerHandle : public HttpServer {
public:
    explicit ServerHandle(std::shared_ptr<BeastServer> server) : server_(std::move(server)) {}
    ~ServerHandle() override { server_->close(); }
    unsigned short port() const override { return server_->port(); }
    Routine stop() override { return server_->stop(); }

private:
    std::shared_ptr<BeastServer> server_;
};

Error cannot_listen(const ServerOptions& options, const Code& code)
{
    return invalid({"error.internal", {}},
                   "cannot listen on " + options.address + ":" + std::to_string(options.port) +
                       ": " + code.message());
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
    loop.spawn("http accept", BeastServer::accept(server));
    return std::make_unique<ServerHandle>(std::move(server));
}

} // namespace billbridge::net
