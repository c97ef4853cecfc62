#pragma once

#include "base/clock.hpp"
#include "emulator/quickbooks/books/entity.hpp"

#include <memory>
#include <string>

namespace emulator::quickbooks {

/// Signs what tells an app who the person is (OpenID Connect). The key is made when it is first
/// needed and lives as long as this.
class IdTokenSigner {
public:
    IdTokenSigner();
    ~IdTokenSigner();
    IdTokenSigner(IdTokenSigner&&) noexcept;
    IdTokenSigner& operator=(IdTokenSigner&&) noexcept;

    /// A JWT (RS256) of the vendor's claims: `sub`, `aud` (a list with the client), `realmid` where
    /// there is a company, `auth_time`, `iss`, `iat` and `exp` an hour later.
    std::string
    sign(const std::string& client_id, const std::string& realm, billbridge::Time now) const;

    /// The public key as a JWK set.
    Json keys() const;

private:
    struct Key;
    Key& key() const;

    mutable std::unique_ptr<Key> key_;
};

/// The one person of this emulator.
inline constexpr const char* person = "b053d994-07d5-468d-b7ee-22e349d2e739";

} // namespace emulator::quickbooks
