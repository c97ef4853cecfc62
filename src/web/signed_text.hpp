#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"

#include <string>

namespace billbridge::web {

/// Short-lived texts that come back to us through a browser: OAuth `state`, connect tickets, the
/// outcome that a clean page shows. Signed by this server, so nothing needs to be stored.
class Signer {
public:
    /// `key` signs and is known to this server only.
    explicit Signer(Secret key);

    /// `claims` for one `purpose`, good until `expires_at`.
    std::string sign(std::string_view purpose, Json claims, Time expires_at) const;

    /// The claims of a text that was signed here for this `purpose`. Fails with `unauthorized`
    /// where it was not, was altered, or has expired.
    Result<Json> verify(std::string_view purpose, std::string_view text, Time now) const;

private:
    Secret key_;
};

} // namespace billbridge::web
