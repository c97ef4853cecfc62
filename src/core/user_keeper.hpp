#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "core/caller.hpp"
#include "core/gateways.hpp"

#include <map>
#include <utility>

namespace billbridge {

/// Asks the CRM who the caller is by now (name, language, administrator?) and remembers it.
/// Fails as `require_installation` and `Crm::current_user` do.
Task<CrmUser> refresh_user(Gateways& gateways, Store& store, Caller caller);

/// Keeps true what the CRM says of our users: name, language, time zone and rights change there,
/// and nothing tells us.
///
/// Threads: the event loop only.
class UserKeeper {
public:
    /// Somebody who is seen is read again after this long.
    static constexpr std::chrono::minutes life{10};

    UserKeeper(Gateways& gateways, Store& store, Clock& clock, Log& log);

    /// Whether this user should be read again; true once for each `life`.
    bool is_due(const Caller& caller);

    /// Reads the user and stores what has changed. A failure is logged and otherwise ignored: what
    /// is stored stays.
    Routine look_again(Caller caller);

private:
    Gateways& gateways_;
    Store& store_;
    Clock& clock_;
    Log& log_;
    std::map<std::pair<CompanyId, UserId>, Time> read_at_; ///< of the last `life`
    Time swept_at_;
};

} // namespace billbridge
