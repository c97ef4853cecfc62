#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"

#include <string>
#include <string_view>

/// OpenSSL's primitives under the names that we use them by. Functions throw only where OpenSSL
/// itself fails (out of memory, no entropy).
namespace billbridge::crypto {

/// `count` bytes from the system's generator.
std::string random_bytes(std::size_t count);
/// A random UUID (version 4), 36 characters.
std::string random_uuid();

std::string sha256(std::string_view message);
std::string hmac_sha256(std::string_view key, std::string_view message);

/// Compares in time that depends on the lengths only.
bool equal(std::string_view a, std::string_view b);

std::string hex(std::string_view bytes);
std::string base64(std::string_view bytes);
/// Without padding, for URLs and JWT.
std::string base64url(std::string_view bytes);
/// Fails with `invalid` on any character or length that the encoder would not have made.
Result<std::string> from_base64(std::string_view text);
Result<std::string> from_base64url(std::string_view text);

} // namespace billbridge::crypto
