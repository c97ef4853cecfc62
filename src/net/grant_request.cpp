#include "net/grant_request.hpp"

#include "crypto/crypto.hpp"

namespace billbridge::net {

namespace {

Task<ClientResponse> send_with(HttpClient& http, const ClientRequest& request, const Secret& token)
{
    ClientRequest authorized = request;
    authorized.headers.add("Authorization", "Bearer " + token.reveal());
    if (authorized.headers.get("Accept").empty()) {
        authorized.headers.add("Accept", "application/json");
    }
    co_return co_await http.send(std::move(authorized));
}

} // namespace

Task<ClientResponse> send_authorized(HttpClient& http, AccessTokens& tokens, ClientRequest request)
{
    CO_TRY(Secret token, co_await tokens.token());
    CO_TRY(ClientResponse response, co_await send_with(http, request, token));
    if (response.status == 401) {
        CO_TRY(Secret renewed, co_await tokens.renewed(std::move(token)));
        CO_TRY(response, co_await send_with(http, request, renewed));
    }
    co_return response;
}

ClientRequest authorization_post(std::string url,
                                 const std::string& client_id,
                                 const Secret& client_secret,
                                 std::string body,
                                 std::string content_type)
{
    ClientRequest request;
    request.method = "POST";
    request.url = std::move(url);
    request.body = std::move(body);
    const std::string credentials = client_id + ":" + client_secret.reveal();
    request.headers = {{"Authorization", "Basic " + crypto::base64(credentials)},
                       {"Content-Type", std::move(content_type)},
                       {"Accept", "application/json"}};
    return request;
}

std::optional<GrantedTokens> granted_tokens(const Json& answer)
{
    GrantedTokens tokens;
    tokens.access = Secret(answer["access_token"].string_or());
    tokens.refresh = Secret(answer["refresh_token"].string_or());
    tokens.expires_in = std::chrono::seconds(answer["expires_in"].int_or(0));
    if (tokens.access.empty() || tokens.refresh.empty() || tokens.expires_in.count() <= 0) {
        return std::nullopt;
    }
    return tokens;
}

} // namespace billbridge::net
