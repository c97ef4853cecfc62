#include "web/account_routes.hpp"

#include "core/connect.hpp"
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
    api.add("GET", "/settings", [this](Call call) { return settings(std::move(call)); });
    api.add("PUT", "/settings", [this](Call call) { return save_settings(std::move(call)); });
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

Task<Answer> AccountRoutes::settings(Call call)
{
    const Caller caller = call.session.caller;
    struct Loaded {
        Installation installation;
        InvoiceSettings settings;
    };
    const auto body = [caller](Transaction& tx) -> Result<Loaded> {
        TRY(Installation installation, require_installation(tx, caller));
        return Loaded{std::move(installation), tx.settings(caller.company)};
    };
    CO_TRY(Loaded loaded, co_await read_value(store_, body));
    const std::shared_ptr<Crm> crm = gateways_.crm(loaded.installation);
    CO_TRY(std::vector<CrmField> fields, co_await crm->fields());
    Json json;
    json.set("settings", settings_json(loaded.settings)).set("fields", fields_json(fields));
    co_return Answer{std::move(json)};
}

Task<Answer> AccountRoutes::save_settings(Call call)
{
    CO_TRY(const Json json, json_body(call.request));
    CO_TRY(const InvoiceSettings settings, settings_from_json(json));
    const Caller caller = call.session.caller;
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        // The preferences are the connected user's; before anyone has connected, anybody's.
        const auto connection = tx.connection(caller.company);
        if (connection && connection->access.state != AccessState::ended) {
            TRY_DO(require_connection(tx, caller));
        }
        tx.save(caller.company, settings);
        tx.audit(caller.company, caller.user, "save settings", "invoice settings");
        return {};
    };
    CO_TRY_DO(co_await store_.write(std::move(body)));
    co_return Answer{Json(Json::Object{{"settings", settings_json(settings)}})};
}

} // namespace billbridge::web
