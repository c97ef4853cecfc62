#include "core/user_keeper.hpp"

#include "core/store_value.hpp"

namespace billbridge {

namespace {

bool same_person(const CrmUser& a, const CrmUser& b)
{
    return a.name == b.name && a.email == b.email && a.company_name == b.company_name &&
           a.company_domain == b.company_domain && a.language == b.language &&
           a.time_zone == b.time_zone && a.is_admin == b.is_admin;
}

} // namespace

Task<CrmUser> refresh_user(Gateways& gateways, Store& store, Caller caller)
{
    const auto load = [caller](Transaction& tx) { return require_installation(tx, caller); };
    CO_TRY(const Installation known, co_await read_value(store, load));
    const std::shared_ptr<Crm> crm = gateways.crm(known);
    CO_TRY(CrmUser user, co_await crm->current_user());
    if (user.company != caller.company || user.user != caller.user) {
        Message message{"error.crm_unavailable", {}};
        co_return fail(unavailable(std::move(message), "the CRM names another user"));
    }
    if (same_person(user, known.user)) {
        co_return user;
    }
    Store::Body body = [caller, &user](Transaction& tx) -> Result<void> {
        TRY(Installation stored, require_installation(tx, caller)); // its tokens may be newer now
        stored.user = user;
        tx.save(stored);
        return {};
    };
    CO_TRY_DO(co_await store.write(std::move(body)));
    co_return user;
}

UserKeeper::UserKeeper(Gateways& gateways, Store& store, Clock& clock, Log& log)
    : gateways_(gateways), store_(store), clock_(clock), log_(log), swept_at_(clock.now())
{
}

bool UserKeeper::is_due(const Caller& caller)
{
    const Time now = clock_.now();
    if (swept_at_ + life <= now) {
        std::erase_if(read_at_, [now](const auto& entry) { return entry.second + life <= now; });
        swept_at_ = now;
    }
    const auto [entry, is_new] = read_at_.try_emplace({caller.company, caller.user}, now);
    if (is_new || entry->second + life <= now) {
        entry->second = now;
        return true;
    }
    return false;
}

Routine UserKeeper::look_again(Caller caller)
{
    const Result<CrmUser> read = co_await refresh_user(gateways_, store_, caller);
    if (!read) {
        log_.info("user not read",
                  {{"company", to_string(caller.company)},
                   {"user", to_string(caller.user)},
                   {"cause", read.error().cause}});
    }
}

} // namespace billbridge
