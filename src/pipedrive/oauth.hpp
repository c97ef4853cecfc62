#pragma once

#include "core/crm.hpp"
#include "net/http_client.hpp"

#include <memory>
#include <string>

namespace billbridge::pipedrive {

struct OAuthOptions {
    std::string oauth_url; ///< https://oauth.pipedrive.com
    std::string client_id;
    Secret client_secret;
    std::string redirect_uri; ///< exactly as registered
};

/// Pipedrive's authorization server (facts 1): no scopes and no response_type in the request, Basic
/// authentication, the API's address comes with the tokens.
std::unique_ptr<Authorizer> make_authorizer(net::HttpClient& http, OAuthOptions options);

/// The tokens of an answer of the token endpoint. Fails with `unauthorized` where the grant has
/// ended, with `unavailable` or `rate_limited` on everything passing or not understood. An
/// `api_domain` that is not an https origin (http on loopback) is refused: it would get the access
/// token.
Result<Tokens> tokens_of(const net::ClientResponse& response);

} // namespace billbridge::pipedrive
