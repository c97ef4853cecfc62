#include "core/user_keeper.hpp"

#include "core/store_value.hpp"

namespace billbridge {

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
    const Result<CrmUser> read = co_await read_user(gateways_, store_, caller);
    if (!read) {
        log_.info("user not read",
                  {{"company", to_string(caller.company)},
                   {"user", to_string(caller.user)},
                   {"cause", read.error().cause}});
    }
}

Task<CrmUser> read_user(Gateways& gateways, Store& store, Caller caller)
{
    const auto load = [caller](Transaction& tx) { return require_installation(tx, caller); };
    CO_TRY(const Installation installation, co_await read_value(store, load));
    const std::shared_ptr<Crm> crm = gateways.crm(installation);
    CO_TRY(CrmUser user, co_await crm->current_user());
    const bool is_same = user.company == caller.company && user.user == caller.user;
    if (!is_same) {
        co_return fail(
            unavailable({"error.crm_unavailable", {}}, "the CRM described another user"));
    }
    Store::Body save = [&](Transaction& tx) -> Result<void> {
        // Read anew: the tokens may have been renewed meanwhile.
        TRY(Installation current, require_installation(tx, caller));
        current.user = user;
        tx.save(current);
        return {};
    };
    CO_TRY_DO(co_await store.write(std::move(save)));
    co_return user;
}

} // namespace billbridge
