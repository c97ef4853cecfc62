#include "quickbooks/oauth.hpp"

#include "core/test_support.hpp"
#include "net/scripted_client.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::quickbooks;
using billbridge::test::run_task;

namespace {

constexpr char discovery[] =
    R"({"authorization_endpoint":"https://appcenter/connect","token_endpoint":"https://oauth/token","revocation_endpoint":"https://api/revoke"})";
constexpr char good[] =
    R"({"access_token":"a","refresh_token":"AB11","expires_in":3600,"x_refresh_token_expires_in":8726400,"x_refresh_token_hard_expires_in":157680000})";

struct Rig {
    net::ScriptedClient http;
    std::unique_ptr<Authorizer> authorizer = make_authorizer(
        http, {"https://api/.well-known/x", "id", Secret("secret"), "https://bb/cb"});
};

} // namespace

TEST_CASE("addresses come from the discovery document, fetched once")
{
    Rig rig;
    rig.http.answer(200, discovery).answer(200, good);

    const auto url = run_task(rig.authorizer->authorize_url("s"));
    const auto tokens = run_task(rig.authorizer->exchange("c"));

    REQUIRE(url.has_value());
    CHECK(*url == "https://appcenter/"
                  "connect?client_id=id&response_type=code&scope=com.intuit.quickbooks.accounting"
                  "&redirect_uri=https%3A%2F%2Fbb%2Fcb&state=s");
    REQUIRE(tokens.has_value());
    CHECK(tokens->expires_in == std::chrono::seconds(3600));
    CHECK(tokens->grant_ends_in == std::chrono::seconds(157680000));
    REQUIRE(rig.http.requests.size() == 2);
    CHECK(rig.http.requests[1].url == "https://oauth/token");
    CHECK(rig.http.requests[1].headers.get("Authorization") == "Basic aWQ6c2VjcmV0");
    CHECK(rig.http.requests[1].headers.get("x-include-refresh-token-hard-expires-in") == "true");
}

TEST_CASE("a discovery document that cannot be had or trusted is refused, and asked for again")
{
    for (
        const char* body :
        {"<html>",
         "{}",
         R"({"authorization_endpoint":"http://evil/x","token_endpoint":"https://t","revocation_endpoint":"https://r"})"}) {
        CAPTURE(body);
        Rig rig;
        rig.http.answer(200, body).answer(200, discovery);
        CHECK(run_task(rig.authorizer->authorize_url("s")).error().kind == ErrorKind::unavailable);
        CHECK(run_task(rig.authorizer->authorize_url("s")).has_value());
    }
}

TEST_CASE("only invalid_grant ends a grant")
{
    const auto kind = [](int status, const char* body) {
        return tokens_of({status, {}, body}).error().kind;
    };
    CHECK(kind(400, R"({"error":"invalid_grant"})") == ErrorKind::unauthorized);
    CHECK(kind(400, R"({"error":"invalid_request"})") == ErrorKind::unavailable);
    CHECK(kind(401, R"({"error":"invalid_client"})") == ErrorKind::unavailable);
    CHECK(kind(429, "") == ErrorKind::unavailable);
    CHECK(kind(503, "<html>") == ErrorKind::unavailable);
    CHECK(kind(200, R"({"access_token":"a"})") == ErrorKind::unavailable);
}

TEST_CASE("revoking what is unknown counts as done, trouble does not")
{
    Rig rig;
    rig.http.answer(200, discovery).answer(200, "").answer(400, "").answer(503, "");

    CHECK(run_task(rig.authorizer->revoke(Secret("r"))).has_value());
    CHECK(run_task(rig.authorizer->revoke(Secret("r"))).has_value());
    CHECK_FALSE(run_task(rig.authorizer->revoke(Secret("r"))).has_value());
    CHECK(rig.http.requests[1].body == R"({"token":"r"})");
}
