#include "emulator/quickbooks/test_world.hpp"
#include <algorithm>

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;
using std::chrono::hours;

namespace {

net::Parameters authorize_query()
{
    return {{"client_id", "qb-client"},
            {"response_type", "code"},
            {"scope", accounting},
            {"redirect_uri", callback},
            {"state", "xyz"}};
}

net::Parameters with(net::Parameters query, std::string_view name, std::string value)
{
    for (auto& [key, old] : query) {
        if (key == name) {
            old = value;
        }
    }
    return query;
}

} // namespace

TEST_CASE("the discovery documents name the addresses of this emulator")
{
    World world;

    for (const char* path :
         {"/.well-known/openid_configuration", "/.well-known/openid_sandbox_configuration"}) {
        const Json document = json(world.send("GET", path));

        CHECK(document["authorization_endpoint"] == Json("http://127.0.0.1:8082/connect/oauth2"));
        CHECK(document["token_endpoint"] == Json("http://127.0.0.1:8082/oauth2/v1/tokens/bearer"));
        CHECK(document["revocation_endpoint"] ==
              Json("http://127.0.0.1:8082/v2/oauth2/tokens/revoke"));
        CHECK(document["userinfo_endpoint"] ==
              Json("http://127.0.0.1:8082/v1/openid_connect/userinfo"));
    }
}

TEST_CASE("the consent page offers every company in a form that carries the request")
{
    World world;

    const auto page = world.send("GET", "/connect/oauth2", authorize_query());

    CHECK(page.status == 200);
    CHECK(page.body.find("This is an emulator") != std::string::npos);
    CHECK(page.body.find("value=\"" + world.company().realm + "\" checked") != std::string::npos);
    CHECK(page.body.find("Sandbox Company_US_2") != std::string::npos);
    CHECK(page.body.find("name=\"state\" value=\"xyz\"") != std::string::npos);
    CHECK(page.body.find("<script") == std::string::npos);
}

TEST_CASE("an unknown app or redirect URI ends on an error page, never on a redirect")
{
    World world;

    for (const auto& query : {with(authorize_query(), "client_id", "other"),
                              with(authorize_query(), "redirect_uri", "https://evil.example/cb"),
                              with(authorize_query(), "redirect_uri", ""),
                              with(authorize_query(), "state", "")}) {
        const auto page = world.send("GET", "/connect/oauth2", query);

        CHECK(page.status == 400);
        CHECK(page.headers.get("location").empty());
    }
    auto form = world.consent_form();
    form[1].second = "https://evil.example/cb";
    CHECK(world.post_form("/connect/oauth2", form).status == 400);
}

TEST_CASE("a wrong scope or response type goes back to the app as an error")
{
    World world;

    const auto scope =
        world.send("GET", "/connect/oauth2", with(authorize_query(), "scope", "everything"));
    const auto none = world.send("GET", "/connect/oauth2", with(authorize_query(), "scope", ""));
    const auto type =
        world.send("GET", "/connect/oauth2", with(authorize_query(), "response_type", "token"));

    CHECK(scope.status == 302);
    CHECK(redirected(scope, "error") == "invalid_scope");
    CHECK(redirected(scope, "state") == "xyz");
    CHECK(redirected(none, "error") == "invalid_scope");
    CHECK(redirected(type, "error") == "unsupported_response_type");
}

TEST_CASE("consent sends the person back with code, state and company")
{
    World world;

    const auto answer = world.post_form("/connect/oauth2", world.consent_form());

    CHECK(answer.status == 302);
    CHECK(answer.headers.get("location").starts_with(callback));
    CHECK(redirected(answer, "state") == "xyz");
    CHECK(redirected(answer, "realmId") == world.company().realm);
    CHECK_FALSE(redirected(answer, "code").empty());
}

TEST_CASE("a cancelled consent sends the person back with access_denied")
{
    World world;

    const auto answer = world.post_form("/connect/oauth2", world.consent_form("cancel"));

    CHECK(redirected(answer, "error") == "access_denied");
    CHECK(redirected(answer, "state") == "xyz");
    CHECK(redirected(answer, "code").empty());
}

TEST_CASE("consent without a company that exists is refused")
{
    World world;
    auto form = world.consent_form();
    form[4].second = "1";

    CHECK(world.post_form("/connect/oauth2", form).status == 400);
}

TEST_CASE("only OpenID scopes bring no company")
{
    World world;

    const auto answer =
        world.post_form("/connect/oauth2", world.consent_form("connect", "openid email"));

    CHECK_FALSE(redirected(answer, "code").empty());
    CHECK(redirected(answer, "realmId").empty());
}

TEST_CASE("a code is traded for tokens with their lifetimes")
{
    World world;

    const auto answer = world.exchange(world.code());

    const Json tokens = json(answer);
    CHECK(answer.status == 200);
    CHECK(tokens["token_type"] == Json("bearer"));
    CHECK(tokens["expires_in"] == Json(3600));
    CHECK(tokens["x_refresh_token_expires_in"] == Json(8726400));
    CHECK(tokens["x_refresh_token_hard_expires_in"] == Json(157680000));
    CHECK(answer.headers.get("cache-control") == "no-cache, no-store");
    CHECK_FALSE(answer.headers.get("intuit_tid").empty());
}

TEST_CASE("the hard expiry is told only to those who ask")
{
    World world;

    const auto answer = world.post_form("/oauth2/v1/tokens/bearer",
                                        {{"grant_type", "authorization_code"},
                                         {"code", world.code()},
                                         {"redirect_uri", callback},
                                         {"client_id", "qb-client"},
                                         {"client_secret", "qb-secret"}});

    CHECK(answer.status == 200);
    CHECK(json(answer).find("x_refresh_token_hard_expires_in") == nullptr);
}

TEST_CASE("a code works once, for five minutes and for its own redirect URI")
{
    World world;
    const std::string used = world.code();
    world.exchange(used);
    const std::string old = world.code();
    world.clock.advance(std::chrono::minutes(5));

    CHECK(json(world.exchange(used))["error"] == Json("invalid_grant"));
    CHECK(json(world.exchange(old))["error"] == Json("invalid_grant"));
    const auto other = world.exchange(world.code(), "http://127.0.0.1:9/other");
    CHECK(other.status == 400);
    CHECK(json(other)["error"] == Json("invalid_grant"));
    CHECK(json(world.exchange("made-up"))["error"] == Json("invalid_grant"));
}

TEST_CASE("a wrong client id or secret is 401 and leaves the code usable")
{
    World world;
    const std::string code = world.code();
    const net::Parameters form = {
        {"grant_type", "authorization_code"}, {"code", code}, {"redirect_uri", callback}};

    const auto wrong_secret = world.ask_token(form, "qb-client:wrong");
    const auto wrong_id = world.ask_token(form, "other:qb-secret");
    const auto right = world.ask_token(form);

    CHECK(wrong_secret.status == 401);
    CHECK(json(wrong_secret)["error"] == Json("invalid_client"));
    CHECK(wrong_id.status == 401);
    CHECK(right.status == 200);
}

TEST_CASE("missing parameters and unknown grants are told apart")
{
    World world;

    CHECK(json(world.ask_token({}))["error"] == Json("invalid_request"));
    CHECK(json(world.ask_token({{"grant_type", "authorization_code"}}))["error"] ==
          Json("invalid_request"));
    CHECK(json(world.ask_token({{"grant_type", "refresh_token"}}))["error"] ==
          Json("invalid_request"));
    CHECK(json(world.ask_token({{"grant_type", "password"}}))["error"] ==
          Json("unsupported_grant_type"));
    const auto no_form = world.send(
        "POST",
        "/oauth2/v1/tokens/bearer",
        {},
        R"({"grant_type":"refresh_token"})",
        {{"authorization", "Basic " + billbridge::crypto::base64("qb-client:qb-secret")}});
    CHECK(json(no_form)["error"] == Json("invalid_request"));
}

TEST_CASE("within a day a refresh keeps the refresh token and counts its time down")
{
    World world;
    const Json first = world.connect();
    world.clock.advance(hours(23));

    const Json second = json(world.refresh(first["refresh_token"].string_or()));

    CHECK(second["refresh_token"] == first["refresh_token"]);
    CHECK(second["access_token"] != first["access_token"]);
    CHECK(second["x_refresh_token_expires_in"] == Json(8726400 - 23 * 3600));
    CHECK(second["x_refresh_token_hard_expires_in"] == Json(157680000 - 23 * 3600));
}

TEST_CASE("after a day a refresh gives a new value and the old one is refused")
{
    World world;
    const Json first = world.connect();
    world.clock.advance(hours(24));

    const Json second = json(world.refresh(first["refresh_token"].string_or()));
    const auto old = world.refresh(first["refresh_token"].string_or());

    CHECK(second["refresh_token"] != first["refresh_token"]);
    CHECK(second["x_refresh_token_expires_in"] == Json(8726400));
    CHECK(old.status == 400);
    CHECK(json(old)["error"] == Json("invalid_grant"));
    CHECK(json(old)["error_description"] == Json("Token invalid"));
    CHECK(world.refresh(second["refresh_token"].string_or()).status == 200);
}

TEST_CASE("a refresh token that rests for 101 days is dead")
{
    World world;
    const Json tokens = world.connect();
    world.clock.advance(hours(101 * 24));

    CHECK(world.refresh(tokens["refresh_token"].string_or()).status == 400);
}

TEST_CASE("after five years no refresh helps")
{
    World world;
    std::string refresh_token = world.connect()["refresh_token"].string_or();
    Json last;
    for (int i = 0; i < 18; ++i) {
        world.clock.advance(hours(100 * 24));
        last = json(world.refresh(refresh_token));
        refresh_token = last["refresh_token"].string_or();
    }

    CHECK(last["x_refresh_token_expires_in"] == last["x_refresh_token_hard_expires_in"]);
    world.clock.advance(hours(26 * 24));
    CHECK(world.refresh(refresh_token).status == 400);
}

TEST_CASE("an access token is no refresh token")
{
    World world;
    const Json tokens = world.connect();

    const auto answer = world.refresh(tokens["access_token"].string_or());

    CHECK(json(answer)["error_description"] == Json("Incorrect Token type or clientID"));
}

TEST_CASE("an access token lives one hour, and a refresh leaves it its hour")
{
    World world;
    const Json tokens = world.connect();
    world.refresh(tokens["refresh_token"].string_or());

    CHECK(world.get("/preferences").status == 200);
    world.clock.advance(hours(1));
    CHECK(world.get("/preferences").status == 401);
}

TEST_CASE("revoking either token ends the connection")
{
    for (const std::string name : {"refresh_token", "access_token"}) {
        CAPTURE(name);
        World world;
        const Json tokens = world.connect();
        const net::Headers basic = {
            {"authorization", "Basic " + billbridge::crypto::base64("qb-client:qb-secret")}};
        const Json body = Json::Object{{"token", tokens[name]}};

        const auto answer = world.send("POST", "/v2/oauth2/tokens/revoke", {}, body.dump(), basic);

        CHECK(answer.status == 200);
        CHECK(answer.body.empty());
        CHECK(world.get("/preferences").status == 401);
        CHECK(world.refresh(tokens["refresh_token"].string_or()).status == 400);
        const auto again = world.send("POST", "/v2/oauth2/tokens/revoke", {}, body.dump(), basic);
        CHECK(again.status == 400);
    }
}

TEST_CASE("revoking needs the app's credentials and a token")
{
    World world;
    const Json tokens = world.connect();
    const net::Headers basic = {
        {"authorization", "Basic " + billbridge::crypto::base64("qb-client:qb-secret")}};
    const std::string body = Json(Json::Object{{"token", tokens["refresh_token"]}}).dump();

    CHECK(world.send("POST", "/v2/oauth2/tokens/revoke", {}, body).status == 401);
    CHECK(world.send("POST", "/v2/oauth2/tokens/revoke", {}, "token=x", basic).status == 400);
    CHECK(world.get("/preferences").status == 200);
}

TEST_CASE("userinfo tells what the scopes cover")
{
    World world;
    world.connect("openid email com.intuit.quickbooks.accounting");
    const net::Headers bearer = {{"authorization", "Bearer " + world.token}};

    const Json user = json(world.send("GET", "/v1/openid_connect/userinfo", {}, {}, bearer));

    CHECK(user["emailVerified"] == Json(true));
    CHECK(user.find("givenName") == nullptr);
}

TEST_CASE("userinfo needs a token with openid")
{
    World world;
    world.connect();
    const net::Headers bearer = {{"authorization", "Bearer " + world.token}};

    CHECK(world.send("GET", "/v1/openid_connect/userinfo").status == 401);
    CHECK(world.send("GET", "/v1/openid_connect/userinfo", {}, {}, bearer).status == 403);
}

TEST_CASE("with openid comes a signed id token, whose key is published")
{
    World world;

    const Json tokens = world.connect(std::string(accounting) + " openid");
    const Json keys = json(world.send("GET", "/op/v1/jwks"));

    const std::string token = tokens["id_token"].string_or();
    REQUIRE(std::ranges::count(token, '.') == 2);
    const std::string claims_part =
        token.substr(token.find('.') + 1, token.rfind('.') - token.find('.') - 1);
    const auto claims = Json::parse(*billbridge::crypto::from_base64url(claims_part));
    CHECK((*claims)["aud"] == Json(Json::Array{"qb-client"}));
    CHECK((*claims)["realmid"] == Json(world.company().realm));
    CHECK((*claims)["exp"].int_or(0) == (*claims)["iat"].int_or(0) + 3600);
    CHECK(keys["keys"].if_array()->front()["alg"] == Json("RS256"));
    CHECK(world.connect().find("id_token") == nullptr);
}

TEST_CASE("refresh tokens change as the switches say")
{
    World world;
    const std::string first = world.connect()["refresh_token"].string_or();

    world.control("POST", "/oauth", R"({"rotation":"always","old_value":"works"})");
    const std::string second = json(world.refresh(first))["refresh_token"].string_or();
    const auto old_works = world.refresh(first);
    world.control("POST", "/oauth", R"({"rotation":"never","old_value":"refused"})");
    const auto old_refused = world.refresh(first);
    world.clock.advance(std::chrono::hours(48));
    const Json newest = json(old_works);
    const Json later = json(world.refresh(newest["refresh_token"].string_or()));

    CHECK(second != first);
    CHECK(old_works.status == 200);
    CHECK(old_refused.status == 400);
    CHECK(later["refresh_token"] == newest["refresh_token"]);
    CHECK(world.control("POST", "/oauth", R"({"rotation":"weekly"})").status == 400);
    CHECK(world.control("POST", "/oauth", "7").status == 400);
}

TEST_CASE("a form revokes as well as JSON")
{
    World world;
    const Json tokens = world.connect();

    const auto answer = world.post_form(
        "/v2/oauth2/tokens/revoke",
        {{"token", tokens["refresh_token"].string_or()}},
        {{"authorization", "Basic " + billbridge::crypto::base64("qb-client:qb-secret")}});

    CHECK(answer.status == 200);
    CHECK(world.get("/preferences").status == 401);
}

TEST_CASE("a subscription that has ended is told by the control API")
{
    ConnectedWorld world;

    CHECK(world.control("POST", "/subscription", R"({"paid":false})").status == 200);

    CHECK(fault_code(world.post("/customer", R"({"DisplayName":"New"})")) == "6190");
    CHECK(world.control("POST", "/subscription", R"({"paid":"no"})").status == 400);
}
