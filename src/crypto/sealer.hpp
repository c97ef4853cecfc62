#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"

#include <string>
#include <string_view>

namespace billbridge::crypto {

/// Encrypts secrets at rest: AES-256-GCM, a fresh 96-bit nonce each time.
///
/// `identity` names the row and column that the secret belongs to and is authenticated with it: a
/// sealed token copied to another company's row does not open there.
class Sealer {
public:
    static constexpr std::size_t key_bytes = 32;

    /// `key` must have `key_bytes` bytes; fails with `invalid` otherwise.
    static Result<Sealer> open(Secret key);

    /// version byte 1 | nonce | ciphertext | tag
    std::string seal(const Secret& secret, std::string_view identity) const;

    /// Fails with `invalid` where the text was not sealed with this key for this identity.
    Result<Secret> unseal(std::string_view sealed, std::string_view identity) const;

private:
    explicit Sealer(Secret key);
    Secret key_;
};

} // namespace billbridge::crypto
