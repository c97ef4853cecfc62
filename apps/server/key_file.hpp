#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"

#include <string>

namespace billbridge::server {

/// Reads the key that encrypts tokens at rest: `crypto::Sealer::key_bytes` random bytes in
/// hexadecimal. Fails with `invalid` where the file is missing, malformed, or readable by others
/// than its owner; `cause` tells the operator what to do.
Result<Secret> read_key_file(const std::string& path);

/// Writes a fresh key, mode 0600. Fails with `conflict` where the file exists: overwriting a key
/// would lose every connection.
Result<void> write_new_key_file(const std::string& path);

} // namespace billbridge::server
