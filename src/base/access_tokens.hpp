#pragma once

#include "base/secret.hpp"
#include "base/task.hpp"

namespace billbridge {

/// The access token of one grant (an installation, or a connection to the books).
///
/// Both calls fail with `unauthorized` where the grant has ended and only the user can renew it,
/// and with `unavailable` or `rate_limited` where the token could not be renewed just now.
class AccessTokens {
public:
    virtual ~AccessTokens() = default;

    /// A token that is good for some minutes yet.
    virtual Task<Secret> token() = 0;

    /// Another token than `rejected`, which the vendor answered 401 to.
    virtual Task<Secret> renewed(Secret rejected) = 0;
};

} // namespace billbridge
