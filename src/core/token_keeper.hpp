#pragma once

#include "base/access_tokens.hpp"
#include "base/async_mutex.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "core/crm.hpp"
#include "core/store.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace billbridge {

/// Keeps the tokens of every grant fresh: one refresh at a time per grant, across all processes on
/// one store, and stored before it is used.
///
/// A grant that the vendor calls ended (`invalid_grant`) becomes `lost` in the store, once, and
/// every later call fails at once with `unauthorized` until the user reconnects: no storm of
/// errors. Where the store meanwhile holds another refresh token, that one is tried first: the one
/// that was refused had been renewed by somebody else. All other failures are passing and leave the
/// grant alone.
///
/// Threads: the event loop only. Must outlive the tokens it hands out.
class TokenKeeper {
public:
    /// Refresh this long before the access token dies (both vendors: 60 minutes of life).
    static constexpr std::chrono::minutes ahead{5};

    /// How long a process may take to renew; after that another one may begin.
    static constexpr std::chrono::minutes lease{2};
    /// How often a process looks whether the one that renews has come to an end.
    static constexpr std::chrono::milliseconds look_every{100};

    /// `owner` names this process among those on the store.
    TokenKeeper(Store& store,
                Clock& clock,
                Authorizer& crm,
                Authorizer& books,
                Log& log,
                std::string owner);

    std::shared_ptr<AccessTokens> of_installation(CompanyId company, UserId user);
    std::shared_ptr<AccessTokens> of_connection(CompanyId company);

private:
    friend class KeptTokens;

    /// How to find one grant's access in the store, and how to put it back.
    struct Grant {
        GrantId id;
        std::string name; ///< for the log and for single-flight
        std::string lost_message;
        Authorizer* authorizer;
        std::function<std::optional<Access>(Transaction&)> load;
        std::function<void(Transaction&, const Access&, const std::string& api_base)> save;
    };

    Task<Secret> token(const Grant& grant, const Secret* rejected);
    /// What is stored, and whether this process may renew it.
    struct Claim {
        Access access;
        bool leased = false;
    };

    Task<Claim> claim(const Grant& grant, const Secret* rejected);
    Task<Secret> refresh(const Grant& grant, Access access, const Secret* rejected);
    Task<Access> store_answer(const Grant& grant, const Access& used, Result<Tokens> answer);
    Task<Access> load(const Grant& grant);
    Result<Access> stored(const Grant& grant, Transaction& tx) const;
    bool is_good(const Access& access, const Secret* rejected) const;

    Store& store_;
    Clock& clock_;
    Authorizer& crm_;
    Authorizer& books_;
    Log& log_;
    std::string owner_;
    std::map<std::string, AsyncMutex> refreshing_;
};

} // namespace billbridge
