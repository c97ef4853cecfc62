#include "core/connect.hpp"

#include "core/store_value.hpp"

namespace billbridge {

namespace {

/// Refuses where somebody else's connection works: at most one user per company connects.
Result<void> may_connect(Transaction& tx, const Caller& caller)
{
    TRY_DO(require_installation(tx, caller));
    const auto connection = tx.connection(caller.company);
    const bool taken = connection && connection->access.state == AccessState::active &&
                       connection->connected_by != caller.user;
    if (taken) {
        const auto owner = tx.installation(caller.company, connection->connected_by);
        return fail(conflict(
            {"error.connected_by_other", {{"name", owner ? owner->user.name : std::string("?")}}}));
    }
    return {};
}

/// Books that were connected before are swept at once for what happened meanwhile; others begin
/// now.
void schedule_sweep(Transaction& tx, const Connection& connection)
{
    const Time now = connection.connected_at;
    Sweep sweep{connection.company, connection.books.id, now, now, "", {}};
    const auto before = tx.sweep(connection.company);
    if (before && before->books == sweep.books) {
        sweep.swept_until = before->swept_until;
    }
    tx.save(sweep);
}

} // namespace

Access fresh_access(const Tokens& tokens, Time now)
{
    Access access;
    access.access_token = tokens.access;
    access.refresh_token = tokens.refresh;
    access.expires_at = now + tokens.expires_in;
    if (tokens.grant_ends_in) {
        access.grant_ends_at = now + *tokens.grant_ends_in;
    }
    return access;
}

Task<Connection> connect_books(Authorizer& authorizer,
                               Gateways& gateways,
                               Store& store,
                               Clock& clock,
                               Caller caller,
                               BooksId id,
                               std::string code)
{
    Store::Body check = [caller](Transaction& tx) { return may_connect(tx, caller); };
    CO_TRY_DO(co_await store.read(std::move(check)));
    CO_TRY(Tokens tokens, co_await authorizer.exchange(std::move(code)));
    const std::shared_ptr<Books> books = gateways.books(id, tokens);
    CO_TRY(BooksCompany company, co_await books->company());
    Connection connection;
    connection.company = caller.company;
    connection.connected_by = caller.user;
    connection.books = std::move(company);
    connection.access = fresh_access(tokens, clock.now());
    connection.connected_at = clock.now();
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        TRY_DO(may_connect(tx, caller)); // again: another user may have come first
        const auto before = tx.connection(caller.company);
        if (before && before->books.id != connection.books.id) {
            tx.save(caller.company, without_books(tx.settings(caller.company)));
        }
        tx.save(connection);
        schedule_sweep(tx, connection);
        tx.audit(caller.company, caller.user, "connect", to_string(connection.books.id));
        return {};
    };
    CO_TRY_DO(co_await store.write(std::move(body)));
    co_return connection;
}

Task<void> disconnect_books(Authorizer& authorizer, Store& store, Log& log, Caller caller)
{
    const auto end = [caller](Transaction& tx) -> Result<Secret> {
        const auto stored = tx.connection(caller.company);
        if (stored && stored->access.state == AccessState::ended) {
            return Secret{};
        }
        TRY(Connection connection, require_connection(tx, caller));
        tx.audit(caller.company, caller.user, "disconnect", to_string(connection.books.id));
        return end_connection(tx, std::move(connection));
    };
    CO_TRY(Secret refresh_token, co_await write_value(store, end));
    co_await revoke_quietly(authorizer, log, std::move(refresh_token));
    co_return Result<void>{};
}

Secret end_connection(Transaction& tx, Connection connection)
{
    Secret refresh_token = connection.access.refresh_token;
    connection.access = Access{.state = AccessState::ended};
    tx.save(connection);
    return refresh_token;
}

Routine revoke_quietly(Authorizer& authorizer, Log& log, Secret refresh_token)
{
    if (refresh_token.empty()) {
        co_return;
    }
    const Result<void> revoked = co_await authorizer.revoke(std::move(refresh_token));
    if (!revoked) {
        log.warning("revoke failed", {{"cause", revoked.error().cause}});
    }
}

} // namespace billbridge
