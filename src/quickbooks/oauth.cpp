#include "quickbooks/oauth.hpp"

#include "base/json.hpp"
#include "net/grant_request.hpp"
#include "net/url.hpp"

#include <optional>

namespace billbridge::quickbooks {

namespace {

constexpr char accounting_scope[] = "com.intuit.quickbooks.accounting";

Error strange(const std::string& why)
{
    return unavailable({"error.books_unavailable", {}}, "intuit: " + why);
}

struct Endpoints {
    std::string authorize;
    std::string token;
    std::string revoke;
};

Result<std::string> endpoint(const Json& document, std::string_view name)
{
    std::string text = document[name].string_or();
    const auto url = net::parse_url(text);
    if (!url || (url->scheme != "https" && !url->is_loopback())) {
        return fail(strange("discovery document: " + std::string(name) + " is no https address"));
    }
    return text;
}

Result<Endpoints> endpoints_of(const net::ClientResponse& response)
{
    const auto document = Json::parse(response.body);
    if (response.status != 200 || !document) {
        return fail(strange("discovery document: status " + std::to_string(response.status)));
    }
    Endpoints endpoints;
    TRY(endpoints.authorize, endpoint(*document, "authorization_endpoint"));
    TRY(endpoints.token, endpoint(*document, "token_endpoint"));
    TRY(endpoints.revoke, endpoint(*document, "revocation_endpoint"));
    return endpoints;
}

class IntuitAuthorizer : public Authorizer {
public:
    IntuitAuthorizer(net::HttpClient& http, OAuthOptions options)
        : http_(http), options_(std::move(options))
    {
    }

    Task<std::string> authorize_url(std::string state) override
    {
        CO_TRY(const Endpoints endpoints, co_await find_endpoints());
        co_return endpoints.authorize + "?" +
            net::encode_query({{"client_id", options_.client_id},
                               {"response_type", "code"},
                               {"scope", accounting_scope},
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
        CO_TRY(const Endpoints endpoints, co_await find_endpoints());
        Json body;
        body.set("token", refresh_token.reveal());
        net::ClientRequest request = post(endpoints.revoke, body.dump(), "application/json");
        CO_TRY(const net::ClientResponse response, co_await http_.send(std::move(request)));
        // 400: the token is unknown, so there is nothing left to end.
        if (response.status != 200 && response.status != 400) {
            co_return fail(strange("revoke: status " + std::to_string(response.status)));
        }
        co_return Result<void>{};
    }

private:
    Task<Endpoints> find_endpoints()
    {
        if (known_) {
            co_return *known_;
        }
        net::ClientRequest request;
        request.url = options_.discovery_url;
        request.headers.add("Accept", "application/json");
        CO_TRY(const net::ClientResponse response, co_await http_.send(std::move(request)));
        CO_TRY(known_, endpoints_of(response));
        co_return *known_;
    }

    Task<Tokens> tokens(net::Parameters form)
    {
        CO_TRY(const Endpoints endpoints, co_await find_endpoints());
        net::ClientRequest request =
            post(endpoints.token, net::encode_query(form), "application/x-www-form-urlencoded");
        request.headers.add("x-include-refresh-token-hard-expires-in", "true");
        CO_TRY(const net::ClientResponse response, co_await http_.send(std::move(request)));
        co_return tokens_of(response);
    }

    net::ClientRequest post(const std::string& url, std::string body, const char* type) const
    {
        return net::authorization_post(
            url, options_.client_id, options_.client_secret, std::move(body), type);
    }

    net::HttpClient& http_;
    OAuthOptions options_;
    std::optional<Endpoints> known_;
};

} // namespace

std::unique_ptr<Authorizer> make_authorizer(net::HttpClient& http, OAuthOptions options)
{
    return std::make_unique<IntuitAuthorizer>(http, std::move(options));
}

Result<Tokens> tokens_of(const net::ClientResponse& response)
{
    const auto json = Json::parse(response.body);
    if (response.status != 200) {
        const std::string error = json ? (*json)["error"].string_or() : std::string();
        const std::string cause =
            "token endpoint: status " + std::to_string(response.status) + " " + error;
        if (response.status == 400 && error == "invalid_grant") {
            return fail(unauthorized({"error.reconnect_books", {}}, "intuit: " + cause));
        }
        return fail(strange(cause));
    }
    if (!json) {
        return fail(strange("token endpoint: no JSON"));
    }
    auto granted = net::granted_tokens(*json);
    if (!granted) {
        return fail(strange("token endpoint: a member is missing"));
    }
    Tokens tokens{std::move(granted->access), std::move(granted->refresh), granted->expires_in, {}};
    const std::int64_t end = (*json)["x_refresh_token_hard_expires_in"].int_or(0);
    if (end > 0) { // the limit of five years; told since 2026 to those who ask (facts 1.4)
        tokens.grant_ends_in = std::chrono::seconds(end);
    }
    return tokens;
}

} // namespace billbridge::quickbooks
