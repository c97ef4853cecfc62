#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

using namespace emulator::pipedrive;
using namespace std::chrono_literals;

namespace {

const std::string authorize =
    "/oauth/authorize?client_id=pd-client&state=s1&redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2Fcb";

net::Parameters code_form(std::string code, std::string redirect_uri = TestBrowser::app_callback)
{
    return {{"grant_type", "authorization_code"},
            {"code", std::move(code)},
            {"redirect_uri", std::move(redirect_uri)}};
}

net::Parameters refresh_form(const Json& tokens)
{
    return {{"grant_type", "refresh_token"},
            {"refresh_token", tokens["refresh_token"].string_or()}};
}

} // namespace

TEST_CASE("the consent page names app, company and permissions and needs no script")
{
    TestBrowser browser;

    const auto page = browser.get(authorize);

    CHECK(page.status == 200);
    CHECK(page.body.contains("Allow and install"));
    CHECK(page.body.contains("Cancel"));
    CHECK(page.body.contains("Billbridge"));
    CHECK(page.body.contains("Craig&#39;s Design and Landscaping"));
    CHECK(page.body.contains("Read people and organizations"));
    CHECK(page.body.contains("<form method=\"post\" action=\"/oauth/authorize\">"));
}

TEST_CASE("a consent page is refused for an unknown app and for a foreign redirect address")
{
    TestBrowser browser;
    const std::string known = "/oauth/authorize?client_id=pd-client";

    for (const std::string& target :
         {std::string("/oauth/authorize?client_id=x&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb"),
          known,
          known + "&redirect_uri=https%3A%2F%2Fevil.test%2Fcb",
          known + "&redirect_uri=http%3A%2F%2F127.0.0.1%40evil.test%2F",
          known + "&redirect_uri=javascript%3Aalert(1)"}) {
        CAPTURE(target);
        CHECK(browser.get(target).status == 400);
    }
}

TEST_CASE("allowing redirects with a code and the state, refusing with user_denied")
{
    TestBrowser browser;
    net::Parameters form = {{"client_id", "pd-client"},
                            {"redirect_uri", "http://localhost:9/cb?x=1"},
                            {"state", "a b&c"},
                            {"decision", "allow"}};

    const auto allowed = browser.post_form("/oauth/authorize", form);
    form.back().second = "cancel";
    const auto refused = browser.post_form("/oauth/authorize", form);

    CHECK(allowed.status == 302);
    CHECK(allowed.headers.get("location").starts_with("http://localhost:9/cb?x=1&code="));
    CHECK(allowed.headers.get("location").ends_with("&state=a%20b%26c"));
    CHECK(refused.headers.get("location") ==
          "http://localhost:9/cb?x=1&error=user_denied&state=a%20b%26c");
}

TEST_CASE("without a state none comes back")
{
    TestBrowser browser;

    const auto answer = browser.post_form("/oauth/authorize",
                                          {{"client_id", "pd-client"},
                                           {"redirect_uri", "http://127.0.0.1/cb"},
                                           {"decision", "allow"}});

    CHECK_FALSE(answer.headers.get("location").contains("state"));
}

TEST_CASE("a code becomes tokens, with the address of this emulator as api_domain")
{
    TestBrowser browser;

    const Json tokens = browser.install();

    CHECK(tokens["access_token"].string_or().starts_with("v1u:"));
    CHECK(tokens["refresh_token"].string_or().starts_with("4711:815:"));
    CHECK(tokens["token_type"].string_or() == "Bearer");
    CHECK(tokens["expires_in"].int_or(0) == 3599);
    CHECK(tokens["api_domain"].string_or() == "http://127.0.0.1:8081");
    CHECK(tokens["scope"].string_or().starts_with("base,"));
}

TEST_CASE("a code works once")
{
    TestBrowser browser;
    const std::string code = browser.allow();

    const auto first = browser.ask_token(code_form(code));
    const auto second = browser.ask_token(code_form(code));

    CHECK(first.status == 200);
    CHECK(second.status == 400);
    CHECK(json_of(second)["error"].string_or() == "invalid_grant");
}

TEST_CASE("a code dies after five minutes")
{
    TestBrowser browser;
    const std::string early = browser.allow();
    const std::string late = browser.allow();

    browser.clock.advance(4min + 59s);
    const auto in_time = browser.ask_token(code_form(early));
    browser.clock.advance(2s);
    const auto too_late = browser.ask_token(code_form(late));

    CHECK(in_time.status == 200);
    CHECK(json_of(too_late)["message"].string_or().contains("expired"));
}

TEST_CASE("the token endpoint names the class of each mistake")
{
    TestBrowser browser;
    const std::string code = browser.allow();
    struct Case {
        net::Parameters form;
        const char* error;
    };
    const Case cases[] = {
        {{{"code", code}}, "invalid_request"},
        {{{"grant_type", "password"}}, "unsupported_grant_type"},
        {code_form("nonsense"), "invalid_grant"},
        {code_form(code, "http://127.0.0.1:8080/elsewhere"), "invalid_grant"},
        {code_form(code, "not a uri"), "invalid_request"},
        {{{"grant_type", "refresh_token"}, {"refresh_token", "4711:815:x"}}, "invalid_grant"},
        {{{"grant_type", "exchange_api_token"}, {"api_token", "x"}}, "invalid_grant"},
    };

    for (const Case& one : cases) {
        CAPTURE(one.error);
        const auto answer = browser.ask_token(one.form);
        CHECK(answer.status == 400);
        CHECK(json_of(answer)["error"].string_or() == one.error);
        CHECK(json_of(answer)["success"].bool_or(true) == false);
    }
}

TEST_CASE("the token endpoint wants a form and the app's own credentials")
{
    TestBrowser browser;
    const auto form = code_form(browser.allow());
    const auto in_body = [&](std::string secret) {
        net::Parameters fields = form;
        fields.emplace_back("client_id", "pd-client");
        fields.emplace_back("client_secret", std::move(secret));
        return fields;
    };

    const auto as_json =
        browser.send("POST",
                     "/oauth/token",
                     {{"authorization", TestBrowser::basic}, {"content-type", "application/json"}},
                     "{}");
    const auto nobody = browser.post_form("/oauth/token", form);
    const auto stranger =
        browser.post_form("/oauth/token", form, {{"authorization", "Basic cGQtY2xpZW50Ong="}});
    const auto garbage = browser.post_form("/oauth/token", form, {{"authorization", "Basic %"}});
    const auto wrong_body = browser.post_form("/oauth/token", in_body("x"));
    const auto right_body = browser.post_form("/oauth/token/", in_body("pd-secret"));

    CHECK(json_of(as_json)["error"].string_or() == "invalid_request");
    CHECK(json_of(nobody)["error"].string_or() == "invalid_client");
    CHECK(json_of(stranger)["error"].string_or() == "invalid_client");
    CHECK(json_of(garbage)["error"].string_or() == "invalid_client");
    CHECK(json_of(wrong_body)["error"].string_or() == "invalid_client");
    CHECK(right_body.status == 200);
}

TEST_CASE("refreshing keeps the refresh token and lets the old access token live")
{
    TestClient client;
    const Json before = client.install();

    const Json after = json_of(client.ask_token(refresh_form(before)));

    CHECK(after["refresh_token"] == before["refresh_token"]);
    CHECK(after["access_token"] != before["access_token"]);
    CHECK(client.call("GET", "/v1/users/me").status == 200);
}

TEST_CASE("a refresh token dies after 60 days without use")
{
    TestBrowser browser;
    const auto form = refresh_form(browser.install());

    browser.clock.advance(24h * 59);
    const auto used = browser.ask_token(form);
    browser.clock.advance(24h * 59);
    const auto used_again = browser.ask_token(form);
    browser.clock.advance(24h * 60);
    const auto unused = browser.ask_token(form);

    CHECK(used.status == 200);
    CHECK(used_again.status == 200);
    CHECK(unused.status == 400);
}

TEST_CASE("an access token is refused after an hour, as the gateway refuses it")
{
    TestClient client;

    client.clock.advance(3598s);
    const auto in_time = client.call("GET", "/v1/users/me");
    client.clock.advance(1s);
    const auto too_late = client.call("GET", "/v1/users/me");

    CHECK(in_time.status == 200);
    CHECK(too_late.status == 401);
    CHECK(too_late.headers.get("x-401-by-gw") == "true");
    CHECK(too_late.headers.get("x-correlation-id").size() == 36);
    CHECK(json_of(too_late)["error"].string_or() == "unauthorized access");
}

TEST_CASE("revoking a refresh token uninstalls, revoking an access token kills it alone")
{
    TestClient client;
    const Json tokens = client.install();
    auto revoke = [&](const char* member) {
        return client.post_form("/oauth/revoke",
                                {{"token", tokens[member].string_or()}},
                                {{"authorization", TestBrowser::basic}});
    };

    CHECK(revoke("access_token").status == 200);
    CHECK(client.call("GET", "/v1/users/me").status == 200); // with its other access token
    CHECK(revoke("refresh_token").status == 200);
    CHECK(client.call("GET", "/v1/users/me").status == 401);
    CHECK(client.ask_token(refresh_form(tokens)).status == 400);
    CHECK(client.get("/deal/1").body.contains("is not installed for this user"));
}

TEST_CASE("revoking an unknown token is fine, revoking without credentials is not")
{
    TestBrowser browser;

    const auto unknown = browser.post_form(
        "/oauth/revoke", {{"token", "x"}}, {{"authorization", TestBrowser::basic}});
    const auto stranger = browser.post_form("/oauth/revoke", {{"token", "x"}});

    CHECK(unknown.status == 200);
    CHECK(stranger.status == 400);
}

TEST_CASE("uninstalling tells the app by DELETE and ends its tokens at once")
{
    TestClient client;

    const auto answer = client.post_form("/settings/marketplace/uninstall", {});

    CHECK(answer.status == 303);
    REQUIRE(client.sent.size() == 1);
    const net::ClientRequest& callback = client.sent[0];
    const Json body = Json::parse(callback.body).value();
    CHECK(callback.method == "DELETE");
    CHECK(callback.url == TestBrowser::app_callback);
    CHECK(callback.headers.get("authorization") == TestBrowser::basic);
    CHECK(body["client_id"].string_or() == "pd-client");
    CHECK(body["company_id"].int_or(0) == 4711);
    CHECK(body["user_id"].int_or(0) == 815);
    CHECK(body["timestamp"].string_or().size() == std::string("2026-09-01T12:00:00.000Z").size());
    CHECK(client.call("GET", "/v1/users/me").status == 401);
}

TEST_CASE("uninstalling what is not installed sends nothing")
{
    TestBrowser browser;

    browser.post_form("/settings/marketplace/uninstall", {});

    CHECK(browser.sent.empty());
}
