#include "web/account_routes.hpp"

#include "core/connect.hpp"
#include "core/hand_over.hpp"
#include "core/store_value.hpp"
#include "crypto/crypto.hpp"
#include "web/wire.hpp"

namespace billbridge::web {

namespace {

struct Account {
    Installation installation;
    std::optional<Connection> connection;
    std::string connected_by;
};

Result<Account> account(Transaction& tx, const Caller& caller)
{
    Account account;
    TRY(account.installation, require_installation(tx, caller));
    account.connection = tx.connection(caller.company);
    if (account.connection) {
        if (const auto owner = tx.installation(caller.company, account.connection->connected_by)) {
            account.connected_by = owner->user.name;
        }
    }
    return account;
}

} // namespace

AccountRoutes::AccountRoutes(Gateways& gateways,
                             Authorizer& books_authorizer,
                             Store& store,
                             Clock& clock,
                             const Signer& signer,
                             std::string public_url,
                             Log& log)
    : gateways_(gateways), books_authorizer_(books_authorizer), store_(store), clock_(clock),
      signer_(signer), public_url_(std::move(public_url)), log_(log)
{
}

void AccountRoutes::add_to(Api& api)
{
    api.add("GET", "/session", [this](Call call) { return session(std::move(call)); });
    api.add(
        "POST", "/books/connect-link", [this](Call call) { return connect_link(std::move(call)); });
    api.add("DELETE", "/books", [this](Call call) { return disconnect(std::move(call)); });
    api.add("POST", "/books/hand-over", [this](Call call) { return hand_over(std::move(call)); });
    api.add("POST", "/books/take-over", [this](Call call) { return take_over(std::move(call)); });
    api.add("GET", "/users", [this](Call call) { return users(std::move(call)); });
}

Task<Answer> AccountRoutes::session(Call call)
{
    const Caller caller = call.session.caller;
    const auto body = [caller](Transaction& tx) { return account(tx, caller); };
    CO_TRY(Account account, co_await read_value(store_, body));
    co_return Answer{session_json(account.installation, account.connection, account.connected_by)};
}

Task<Answer> AccountRoutes::connect_link(Call call)
{
    Json claims;
    claims.set("company", call.session.caller.company.value());
    claims.set("user", call.session.caller.user.value());
    claims.set("language", text::code(call.session.language));
    claims.set("nonce", crypto::hex(crypto::random_bytes(16)));
    const Time expires_at = clock_.now() + connect_link_life;
    const std::string ticket = signer_.sign("connect", std::move(claims), expires_at);
    co_return Answer{
        Json(Json::Object{{"url", public_url_ + "/quickbooks/connect?ticket=" + ticket}})};
}

Task<Answer> AccountRoutes::disconnect(Call call)
{
    CO_TRY_DO(co_await disconnect_books(books_authorizer_, store_, log_, call.session.caller));
    co_return Answer{};
}

Task<Answer> AccountRoutes::hand_over(Call call)
{
    CO_TRY(const Json json, json_body(call.request));
    const UserId to(json["to"].int_or(0));
    if (to.value() <= 0) {
        co_return fail(invalid({"error.hand_over_unknown", {}}, "no user", "to"));
    }
    CO_TRY_DO(co_await hand_over_books(store_, call.session.caller, to));
    log_.info("books handed over",
              {{"request_id", call.request.id},
               {"company", to_string(call.session.caller.company)},
               {"from", to_string(call.session.caller.user)},
               {"to", to_string(to)}});
    co_return Answer{};
}

Task<Answer> AccountRoutes::take_over(Call call)
{
    CO_TRY_DO(co_await take_over_books(gateways_, store_, call.session.caller));
    log_.info("books taken over",
              {{"request_id", call.request.id},
               {"company", to_string(call.session.caller.company)},
               {"to", to_string(call.session.caller.user)}});
    co_return Answer{};
}

Task<Answer> AccountRoutes::users(Call call)
{
    const Caller caller = call.session.caller;
    const auto body = [caller](Transaction& tx) -> Result<std::vector<CrmUser>> {
        TRY_DO(require_installation(tx, caller));
        return active_users(tx, caller.company);
    };
    CO_TRY(const std::vector<CrmUser> active, co_await read_value(store_, body));
    Json list = Json::array();
    for (const CrmUser& user : active) {
        list.push_back(Json::Object{{"id", user.user.value()},
                                    {"name", user.name},
                                    {"is_me", user.user == caller.user},
                                    {"is_admin", user.is_admin}});
    }
    co_return Answer{Json(Json::Object{{"users", std::move(list)}})};
}

} // namespace billbridge::web
