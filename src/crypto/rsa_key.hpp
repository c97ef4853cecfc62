#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace billbridge::crypto {

/// A fresh RSA key pair of 2048 bits that signs with SHA-256 (RS256 of JWT). Throws only where
/// OpenSSL itself fails.
class RsaKey {
public:
    RsaKey();
    ~RsaKey();
    RsaKey(const RsaKey&) = delete;
    RsaKey& operator=(const RsaKey&) = delete;

    /// The signature (PKCS #1 v1.5) of a text.
    std::string sign(std::string_view text) const;

    /// The public key's two numbers, most significant byte first.
    std::string modulus() const;
    std::string exponent() const;

private:
    struct Pair;
    std::unique_ptr<Pair> pair_;
};

} // namespace billbridge::crypto
