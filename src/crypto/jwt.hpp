#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"

#include <string_view>
#include <vector>

namespace billbridge::crypto {

/// The claims of a JWT that was signed with HS256 by one of `keys` (two while a secret is being
/// replaced) and has not expired.
///
/// The algorithm is fixed: a token that names another one is refused whatever its signature.
/// `leeway` allows for clocks that differ. A token without `exp` lives five minutes from its `iat`;
/// one without both is refused. An empty key signs nothing. Fails with `unauthorized`.
Result<Json> verify_jwt(std::string_view token,
                        const std::vector<Secret>& keys,
                        Time now,
                        std::chrono::seconds leeway = std::chrono::seconds(30));

/// A JWT over `claims`, HS256.
std::string sign_jwt(const Json& claims, const Secret& key);

} // namespace billbridge::crypto
