#pragma once

#include "base/access_tokens.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"
#include "net/http_client.hpp"

#include <chrono>
#include <optional>
#include <string>

/// What every vendor's OAuth 2 has in common.
namespace billbridge::net {

/// Sends a request with the grant's access token. A 401 renews the token once and repeats the
/// request once; a second 401 is returned as it is.
///
/// Fails as `HttpClient::send` and `AccessTokens` do.
Task<ClientResponse> send_authorized(HttpClient& http, AccessTokens& tokens, ClientRequest request);

/// A POST to an authorization server, with the app's credentials by Basic authentication.
ClientRequest authorization_post(std::string url,
                                 const std::string& client_id,
                                 const Secret& client_secret,
                                 std::string body,
                                 std::string content_type);

/// The members of a token endpoint's answer that every vendor sends.
struct GrantedTokens {
    Secret access;
    Secret refresh;
    std::chrono::seconds expires_in{0};
};

/// Empty where one of them is missing or makes no sense.
std::optional<GrantedTokens> granted_tokens(const Json& answer);

} // namespace billbridge::net
