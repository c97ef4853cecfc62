#pragma once

#include "crypto/crypto.hpp"
#include "emulator/quickbooks/app.hpp"
#include "net/url.hpp"

#include <doctest/doctest.h>

#include <string>

/// An emulated QuickBooks without a network, and an app that talks to it.
namespace emulator::quickbooks::test {

using net::Request;
using net::Response;

/// 2026-11-20 10:33:39 Pacific
inline constexpr Time start{std::chrono::milliseconds(1'795'199'619'110)};
inline constexpr const char* callback = "http://127.0.0.1:8080/quickbooks/callback";
inline constexpr const char* accounting = "com.intuit.quickbooks.accounting";

inline Json json(const Response& response)
{
    const auto body = Json::parse(response.body);
    REQUIRE_MESSAGE(body, response.body);
    return *body;
}

/// The value of a query parameter in the Location header.
inline std::string redirected(const Response& response, std::string_view name)
{
    const std::string location(response.headers.get("location"));
    const auto query = net::parse_query(location.substr(location.find('?') + 1));
    return std::string(net::find_parameter(*query, name));
}

struct World {
    explicit World(std::string seed = "craigs") : app(clock, {.seed = std::move(seed)}) {}

    kit::EmulatorClock clock{start};
    App app;
    std::string token;

    Company& company() { return app.context().companies.front(); }

    Response send(std::string method,
                  std::string path,
                  net::Parameters query = {},
                  std::string body = {},
                  net::Headers headers = {})
    {
        headers.add("host", "127.0.0.1:8082");
        return app.handle({.method = std::move(method),
                           .path = std::move(path),
                           .query = std::move(query),
                           .headers = std::move(headers),
                           .body = std::move(body)});
    }

    Response post_form(std::string path, const net::Parameters& form, net::Headers headers = {})
    {
        headers.add("content-type", "application/x-www-form-urlencoded");
        return send("POST", std::move(path), {}, net::encode_query(form), std::move(headers));
    }

    net::Parameters consent_form(std::string decision = "connect", std::string scope = accounting)
    {
        return {{"client_id", "qb-client"},
                {"redirect_uri", callback},
                {"state", "xyz"},
                {"scope", std::move(scope)},
                {"realm", company().realm},
                {"decision", std::move(decision)}};
    }

    std::string code(std::string scope = accounting)
    {
        return redirected(post_form("/connect/oauth2", consent_form("connect", std::move(scope))),
                          "code");
    }

    Response ask_token(net::Parameters form, std::string credentials = "qb-client:qb-secret")
    {
        return post_form("/oauth2/v1/tokens/bearer",
                         form,
                         {{"authorization", "Basic " + billbridge::crypto::base64(credentials)},
                          {"x-include-refresh-token-hard-expires-in", "true"}});
    }

    Response exchange(std::string code, std::string redirect_uri = callback)
    {
        return ask_token({{"grant_type", "authorization_code"},
                          {"code", std::move(code)},
                          {"redirect_uri", std::move(redirect_uri)}});
    }

    Response refresh(std::string refresh_token)
    {
        return ask_token(
            {{"grant_type", "refresh_token"}, {"refresh_token", std::move(refresh_token)}});
    }

    /// Tokens for the first company; the access token is used by `get` and `post` from now on.
    Json connect(std::string scope = accounting)
    {
        const Json tokens = json(exchange(code(std::move(scope))));
        token = tokens["access_token"].string_or();
        return tokens;
    }

    std::string path(std::string_view below)
    {
        return "/v3/company/" + company().realm + std::string(below);
    }

    Response get(std::string_view below, net::Parameters query = {})
    {
        return send("GET", path(below), std::move(query), {}, bearer());
    }

    Response post(std::string_view below, std::string body, net::Parameters query = {})
    {
        return send("POST", path(below), std::move(query), std::move(body), bearer());
    }

    Response query(std::string statement)
    {
        return get("/query", {{"query", std::move(statement)}});
    }

    Response control(std::string method, std::string path_below, std::string body = {})
    {
        return send(std::move(method), "/_emulator" + path_below, {}, std::move(body));
    }

private:
    net::Headers bearer() const
    {
        return token.empty() ? net::Headers() : net::Headers{{"authorization", "Bearer " + token}};
    }
};

/// A world whose app is connected to the first company.
struct ConnectedWorld : World {
    explicit ConnectedWorld(std::string seed = "craigs") : World(std::move(seed)) { connect(); }
};

/// The code of the first error in a service fault; empty where there is none.
inline std::string fault_code(const Response& response)
{
    const Json body = json(response);
    const auto* errors = body["Fault"]["Error"].if_array();
    return errors == nullptr || errors->empty() ? "" : errors->front()["code"].string_or();
}

inline std::string fault_detail(const Response& response)
{
    const Json body = json(response);
    const auto* errors = body["Fault"]["Error"].if_array();
    return errors == nullptr || errors->empty() ? "" : errors->front()["Detail"].string_or();
}

/// The code of the first error in a gateway fault.
inline std::string gateway_code(const Response& response)
{
    const Json body = json(response);
    const auto* errors = body["fault"]["error"].if_array();
    return errors == nullptr || errors->empty() ? "" : errors->front()["code"].string_or();
}

} // namespace emulator::quickbooks::test
