#include "core/install.hpp"

#include "core/connect.hpp"
#include "core/store_value.hpp"

namespace billbridge {

Task<Installation>
install(Authorizer& authorizer, Gateways& gateways, Store& store, Clock& clock, std::string code)
{
    CO_TRY(Tokens tokens, co_await authorizer.exchange(std::move(code)));
    const std::shared_ptr<Crm> crm = gateways.crm(tokens);
    CO_TRY(CrmUser user, co_await crm->current_user());
    Installation installation;
    installation.user = std::move(user);
    installation.api_base = tokens.api_base;
    installation.access = fresh_access(tokens, clock.now());
    installation.installed_at = clock.now();
    Store::Body body = [&installation](Transaction& tx) -> Result<void> {
        tx.save(installation);
        tx.audit(installation.user.company, installation.user.user, "install", "app");
        return {};
    };
    CO_TRY_DO(co_await store.write(std::move(body)));
    co_return installation;
}

Task<void> uninstall(Authorizer& books, Store& store, Log& log, Caller caller)
{
    Secret books_refresh_token;
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        auto installation = tx.installation(caller.company, caller.user);
        if (!installation) {
            return {};
        }
        installation->access = Access{.state = AccessState::ended};
        tx.save(*installation);
        auto connection = tx.connection(caller.company);
        if (connection && connection->connected_by == caller.user) {
            books_refresh_token = end_connection(tx, *connection);
        }
        tx.audit(caller.company, caller.user, "uninstall", "app");
        return {};
    };
    CO_TRY_DO(co_await store.write(std::move(body)));
    co_await revoke_quietly(books, log, std::move(books_refresh_token));
    co_return Result<void>{};
}

} // namespace billbridge
