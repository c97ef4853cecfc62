#include "core/hand_over.hpp"

#include "core/store_value.hpp"
#include "core/user_keeper.hpp"

#include <algorithm>

namespace billbridge {

namespace {

/// Who is told about in the audit log.
std::string subject(UserId user)
{
    return "user " + to_string(user);
}

/// Refuses a user who could not do anything with the connection.
Result<void> require_active_user(Transaction& tx, CompanyId company, UserId user)
{
    const auto installation = tx.installation(company, user);
    if (!installation) {
        return fail(invalid({"error.hand_over_unknown", {}}, subject(user), "to"));
    }
    if (installation->access.state != AccessState::active) {
        return fail(invalid({"error.hand_over_not_installed", {{"name", installation->user.name}}},
                            subject(user),
                            "to"));
    }
    return {};
}

} // namespace

Task<void> hand_over_books(Store& store, Caller caller, UserId to)
{
    Store::Body body = [caller, to](Transaction& tx) -> Result<void> {
        TRY_DO(require_installation(tx, caller));
        TRY(Connection connection, require_connection(tx, caller));
        if (to == caller.user) {
            return {};
        }
        TRY_DO(require_active_user(tx, caller.company, to));
        connection.connected_by = to;
        tx.save(connection);
        tx.audit(caller.company, caller.user, "hand over", subject(to));
        return {};
    };
    co_return co_await store.write(std::move(body));
}

Task<void> take_over_books(Gateways& gateways, Store& store, Caller caller)
{
    CO_TRY(const CrmUser user, co_await refresh_user(gateways, store, caller));
    Store::Body body = [caller, &user](Transaction& tx) -> Result<void> {
        auto connection = tx.connection(caller.company);
        if (!connection || connection->access.state == AccessState::ended) {
            return fail(conflict({"error.books_not_connected", {}}));
        }
        if (connection->connected_by == caller.user) {
            return {};
        }
        if (!user.is_admin) {
            return fail(forbidden({"error.take_over_admin", {}}));
        }
        const UserId before = connection->connected_by;
        connection->connected_by = caller.user;
        tx.save(*connection);
        tx.audit(caller.company, caller.user, "take over", subject(before));
        return {};
    };
    co_return co_await store.write(std::move(body));
}

std::vector<CrmUser> active_users(Transaction& tx, CompanyId company)
{
    std::vector<CrmUser> users;
    for (const Installation& installation : tx.installations(company)) {
        if (installation.access.state == AccessState::active) {
            users.push_back(installation.user);
        }
    }
    std::ranges::sort(users, {}, &CrmUser::name);
    return users;
}

bool may_take_over(const Installation& caller, const std::optional<Connection>& connection)
{
    return connection && connection->access.state != AccessState::ended &&
           connection->connected_by != caller.user.user && caller.user.is_admin;
}

} // namespace billbridge
