#include "pipedrive/oauth.hpp"

#include "net/grant_request.hpp"
#include "net/url.hpp"
#include "pipedrive/client.hpp"

namespace billbridge::pipedrive {

namespace {

Error strange_tokens(const std::string& why)
{
    return unavailable({"error.crm_unavailable", {}}, "pipedrive token endpoint: " + why);
}

class PipedriveAuthorizer : public Authorizer {
public:
    PipedriveAuthorizer(net::HttpClient& http, OAuthOptions options)
        : http_(http), options_(std::move(options))
    {
    }

    Task<std::string> authorize_url(std::string state) override
    {
        co_return options_.oauth_url + "/oauth/authorize?" +
            net::encode_query({{"client_id", options_.client_id},
                               {"redirect_uri", options_.redirect_uri},
                               {"state", std::move(state)}});
    }

    Task<Tokens> exchange(std::string code) override
    {
        net::Parameters form{{"grant_type", "authorization_code"},
                             {"code", std::move(code)},
                             {"redirect_uri", options_.redirect_uri}};
        co_return co_await tokens(std::move(form));
    }

    Task<Tokens> refresh(Secret refresh_token) override
    {
        net::Parameters form{{"grant_type", "refresh_token"},
                             {"refresh_token", refresh_token.reveal()}};
        co_return co_await tokens(std::move(form));
    }

    Task<void> revoke(Secret refresh_token) override
    {
        net::Parameters form{{"token", refresh_token.reveal()},
                             {"token_type_hint", "refresh_token"}};
        CO_TRY(const net::ClientResponse response, co_await post("/oauth/revoke", std::move(form)));
        if (response.status != 200) {
            co_return fail(error_of(response));
        }
        co_return Result<void>{};
    }

private:
    Task<Tokens> tokens(net::Parameters form)
    {
        CO_TRY(const net::ClientResponse response, co_await post("/oauth/token", std::move(form)));
        co_return tokens_of(response);
    }

    Task<net::ClientResponse> post(std::string path, net::Parameters form)
    {
        net::ClientRequest request = net::authorization_post(options_.oauth_url + path,
                                                             options_.client_id,
                                                             options_.client_secret,
                                                             net::encode_query(form),
                                                             "application/x-www-form-urlencoded");
        co_return co_await http_.send(std::move(request));
    }

    net::HttpClient& http_;
    OAuthOptions options_;
};

} // namespace

std::unique_ptr<Authorizer> make_authorizer(net::HttpClient& http, OAuthOptions options)
{
    return std::make_unique<PipedriveAuthorizer>(http, std::move(options));
}

Result<Tokens> tokens_of(const net::ClientResponse& response)
{
    const auto json = Json::parse(response.body);
    if (response.status != 200) {
        // By status first, then by the word; never by the text (facts 1.6).
        const bool ended = response.status == 400 && json &&
                           (*json)["error"].string_or().find("invalid_grant") != std::string::npos;
        if (ended) {
            return fail(unauthorized({"error.reinstall_app", {}}, "pipedrive: invalid_grant"));
        }
        Error error = error_of(response);
        if (error.kind != ErrorKind::rate_limited) {
            error.kind = ErrorKind::unavailable; // wrong client credentials, too, end no grant
        }
        return fail(std::move(error));
    }
    if (!json) {
        return fail(strange_tokens("no JSON"));
    }
    auto granted = net::granted_tokens(*json);
    if (!granted) {
        return fail(strange_tokens("a member is missing"));
    }
    const auto api = net::parse_url((*json)["api_domain"].string_or());
    if (!api || (api->scheme != "https" && !api->is_loopback())) {
        return fail(strange_tokens("api_domain is no https origin"));
    }
    return Tokens{std::move(granted->access),
                  std::move(granted->refresh),
                  granted->expires_in,
                  api->origin()};
}

} // namespace billbridge::pipedrive
