#include "core/caller.hpp"

namespace billbridge {

Result<Installation> require_installation(Transaction& tx, const Caller& caller)
{
    auto installation = tx.installation(caller.company, caller.user);
    if (!installation || installation->access.state != AccessState::active) {
        return fail(unauthorized({"error.reinstall_app", {}}));
    }
    return *std::move(installation);
}

Result<Connection> require_connection(Transaction& tx, const Caller& caller)
{
    auto connection = tx.connection(caller.company);
    if (!connection || connection->access.state == AccessState::ended) {
        return fail(conflict({"error.books_not_connected", {}}));
    }
    if (connection->connected_by != caller.user) {
        const auto owner = tx.installation(caller.company, connection->connected_by);
        return fail(forbidden(
            {"error.not_connected_user", {{"name", owner ? owner->user.name : std::string("?")}}}));
    }
    return *std::move(connection);
}

Result<Connection> require_open_connection(Transaction& tx, const Caller& caller)
{
    TRY(Connection connection, require_connection(tx, caller));
    if (connection.access.state != AccessState::active) {
        return fail(unauthorized({"error.reconnect_books", {}}));
    }
    return connection;
}

} // namespace billbridge
