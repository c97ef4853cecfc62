#include "web/connect_routes.hpp"

#include "core/store_value.hpp"

#include <algorithm>

namespace billbridge::web {

namespace {

constexpr char purpose[] = "books";

/// Realm ids are digits, 16 to 19 of them as seen; the bound keeps nonsense out of addresses.
constexpr std::size_t realm_max = 32;

bool is_realm(std::string_view text)
{
    return !text.empty() && text.size() <= realm_max &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Caller caller_of(const Json& claims)
{
    return {CompanyId(claims["company"].int_or(0)), UserId(claims["user"].int_or(0))};
}

} // namespace

ConnectRoutes::ConnectRoutes(Authorizer& books,
                             Gateways& gateways,
                             Store& store,
                             Clock& clock,
                             const Signer& signer,
                             const GrantFlow& flow,
                             const text::Catalogue& catalogue,
                             Log& log)
    : books_(books), gateways_(gateways), store_(store), clock_(clock), signer_(signer),
      flow_(flow), catalogue_(catalogue), log_(log)
{
}

void ConnectRoutes::add_to(Router& router)
{
    router.add("GET", "/quickbooks/connect", [this](net::Request request, PathValues values) {
        return start(std::move(request), std::move(values));
    });
    router.add("GET", "/quickbooks/callback", [this](net::Request request, PathValues values) {
        return callback(std::move(request), std::move(values));
    });
    router.add("GET", "/quickbooks/disconnect", [this](net::Request request, PathValues) {
        return plain_page(std::move(request), "page.disconnected");
    });
    router.add("GET", "/quickbooks/reconnect", [this](net::Request request, PathValues) {
        return plain_page(std::move(request), "page.reconnect");
    });
    router.add("GET", "/done", [this](net::Request request, PathValues values) {
        return done(std::move(request), std::move(values));
    });
}

Result<Json> ConnectRoutes::use_ticket(std::string_view ticket)
{
    const Time now = clock_.now();
    std::erase_if(used_tickets_, [now](const auto& used) { return used.second <= now; });
    TRY(Json claims, signer_.verify("connect", ticket, now));
    const Time forget_at = Time(std::chrono::milliseconds(claims["exp"].int_or(0)));
    if (!used_tickets_.emplace(claims["nonce"].string_or(), forget_at).second) {
        return fail(unauthorized({"error.connect_link", {}}, "connect link used twice"));
    }
    return claims;
}

boost::asio::awaitable<net::Response> ConnectRoutes::start(net::Request request, PathValues)
{
    const Result<Json> ticket = use_ticket(request.parameter("ticket"));
    if (!ticket) {
        co_return flow_.failure(ticket.error(), request);
    }
    Json claims;
    for (const char* name : {"company", "user", "language"}) {
        claims.set(name, (*ticket)[name]);
    }
    const GrantFlow::Started started = flow_.start(purpose, std::move(claims));
    Result<std::string> url = co_await books_.authorize_url(started.state);
    if (!url) {
        co_return flow_.failure(url.error(), request);
    }
    net::Response response = redirect(*std::move(url));
    response.headers.add("Set-Cookie", started.cookie);
    co_return response;
}

boost::asio::awaitable<net::Response> ConnectRoutes::callback(net::Request request, PathValues)
{
    const Result<Json> claims = flow_.finish(purpose, request);
    const std::string language = claims ? (*claims)["language"].string_or() : std::string();
    if (!request.parameter("error").empty()) {
        const Page refused{{"page.refused", {}}, {"page.refused_text", {}}, {}};
        co_return flow_.outcome(refused, language);
    }
    if (!claims) {
        co_return flow_.failure(claims.error(), request);
    }
    std::string realm(request.parameter("realmId"));
    if (!is_realm(realm)) {
        const Error error = invalid({"error.connect_link", {}}, "callback without realmId");
        co_return flow_.failure(error, request, language);
    }
    std::string code(request.parameter("code"));
    BooksId books(std::move(realm));
    Result<Connection> connection = co_await connect_books(
        books_, gateways_, store_, clock_, caller_of(*claims), std::move(books), std::move(code));
    if (!connection) {
        co_return flow_.failure(connection.error(), request, language);
    }
    co_return co_await connected(std::move(request), *std::move(connection));
}

boost::asio::awaitable<net::Response> ConnectRoutes::connected(net::Request request,
                                                               Connection connection)
{
    log_.info("books connected",
              {{"request_id", request.id},
               {"company", to_string(connection.company)},
               {"books", to_string(connection.books.id)}});
    const Caller caller{connection.company, connection.connected_by};
    const auto body = [caller](Transaction& tx) { return require_installation(tx, caller); };
    const Result<Installation> owner = co_await read_value(store_, body);
    Message text{"page.connected_text", {}};
    text.args["books"] = connection.books.name;
    text.args["company"] = owner ? owner->user.company_name : to_string(connection.company);
    const Page told{{"page.connected", {}}, std::move(text), {}};
    co_return flow_.outcome(told, owner ? owner->user.language : std::string());
}

boost::asio::awaitable<net::Response> ConnectRoutes::plain_page(net::Request request,
                                                                std::string name)
{
    // Anybody can open these addresses, so they change nothing: the next call to the books tells
    // whether the connection really ended.
    const auto language = text::preferred_language(request.headers.get("Accept-Language"));
    const Page told{{name, {}}, {name + "_text", {}}, {}};
    co_return page(told, catalogue_, language);
}

boost::asio::awaitable<net::Response> ConnectRoutes::done(net::Request request, PathValues)
{
    co_return flow_.show(request);
}

} // namespace billbridge::web
