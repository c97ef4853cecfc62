#pragma once

#include "core/crm.hpp"
#include "net/http_client.hpp"

#include <memory>
#include <string>

namespace billbridge::quickbooks {

struct OAuthOptions {
    std::string discovery_url;
    std::string client_id;
    Secret client_secret;
    std::string redirect_uri; ///< exactly as registered
};

/// Intuit's authorization server. Its addresses come from the discovery document, fetched when
/// first needed and kept; an address that is not https (http on loopback) is refused, because it
/// would get secrets.
std::unique_ptr<Authorizer> make_authorizer(net::HttpClient& http, OAuthOptions options);

/// The tokens of an answer of the token endpoint. Fails with `unauthorized` where the grant has
/// ended
/// (`invalid_grant`), else with `unavailable` or `rate_limited`: Intuit's trouble is never taken
/// for a loss of consent (facts 1.6).
Result<Tokens> tokens_of(const net::ClientResponse& response);

} // namespace billbridge::quickbooks
