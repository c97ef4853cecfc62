#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace billbridge::net {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// Everything but letters, digits and `-._~` as %XX: right for any part of a URL.
std::string percent_encode(std::string_view text);

/// Fails with `invalid` on a malformed %XX and on a NUL.
Result<std::string> percent_decode(std::string_view text);

/// "a=1&b=2", encoded: for a query and for a form body.
std::string encode_query(const Parameters& parameters);

/// Reads a query or a form body; `+` is a space. Fails as `percent_decode` does.
Result<Parameters> parse_query(std::string_view text);

/// The value of `name`, empty where it is absent.
std::string_view find_parameter(const Parameters& parameters, std::string_view name);

/// The parts of an absolute http or https address.
struct Url {
    std::string scheme; ///< `http` or `https`
    std::string host;   ///< lower case, without port
    std::string port;   ///< empty where not given
    std::string path;   ///< from the first '/', with query; may be empty

    bool is_loopback() const;
    /// scheme://host[:port]
    std::string origin() const;
};

/// Fails with `invalid` on anything else, also where a user name stands before the host.
Result<Url> parse_url(std::string_view text);

} // namespace billbridge::net
