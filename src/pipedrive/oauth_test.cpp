#include "pipedrive/oauth.hpp"

#include "core/test_support.hpp"
#include "net/scripted_client.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::pipedrive;
using billbridge::test::run_task;

namespace {

struct Rig {
    net::ScriptedClient http;
    std::unique_ptr<Authorizer> authorizer = make_authorizer(
        http, {"https://oauth.pipedrive.com", "id", Secret("secret"), "https://bb.example/cb?x"});
};

constexpr char good[] =
    R"({"access_token":"v1u:a","refresh_token":"1:2:r","token_type":"Bearer","expires_in":3599,"scope":"base","api_domain":"https://acme.pipedrive.com"})";

Error refused(int status, const char* body)
{
    Rig rig;
    rig.http.answer(status, body);
    return run_task(rig.authorizer->refresh(Secret("r"))).error();
}

} // namespace

TEST_CASE("the authorize address has client, callback and state, and nothing else")
{
    Rig rig;

    CHECK(*run_task(rig.authorizer->authorize_url("s&t")) ==
          "https://oauth.pipedrive.com/oauth/authorize?client_id=id"
          "&redirect_uri=https%3A%2F%2Fbb.example%2Fcb%3Fx&state=s%26t");
}

TEST_CASE("a code is traded with Basic authentication in a form")
{
    Rig rig;
    rig.http.answer(200, good);

    const auto tokens = run_task(rig.authorizer->exchange("c/1"));

    REQUIRE(tokens.has_value());
    CHECK(tokens->access.reveal() == "v1u:a");
    CHECK(tokens->refresh.reveal() == "1:2:r");
    CHECK(tokens->expires_in == std::chrono::seconds(3599));
    CHECK(tokens->api_base == "https://acme.pipedrive.com");
    const auto& request = rig.http.requests[0];
    CHECK(request.headers.get("Authorization") == "Basic aWQ6c2VjcmV0");
    CHECK(
        request.body ==
        "grant_type=authorization_code&code=c%2F1&redirect_uri=https%3A%2F%2Fbb.example%2Fcb%3Fx");
    CHECK_FALSE(request.repeatable);
}

TEST_CASE("only invalid_grant ends a grant; everything else is passing")
{
    CHECK(refused(400, R"({"success":false,"error":"invalid_grant"})").kind ==
          ErrorKind::unauthorized);
    CHECK(refused(400, R"({"success":false,"error":"invalid_client"})").kind ==
          ErrorKind::unavailable);
    CHECK(refused(401, "{}").kind == ErrorKind::unavailable);
    CHECK(refused(429, "").kind == ErrorKind::rate_limited);
    CHECK(refused(503, "<html>").kind == ErrorKind::unavailable);
    CHECK(refused(200, "<html>").kind == ErrorKind::unavailable);
    CHECK(refused(200, R"({"access_token":"a"})").kind == ErrorKind::unavailable);
}

TEST_CASE("an API address that is not https would get the token and is refused, except on loopback")
{
    const auto domain = [](const char* api) {
        return tokens_of(
            {200,
             {},
             std::string(
                 R"({"access_token":"a","refresh_token":"r","expires_in":1,"api_domain":")") +
                 api + "\"}"});
    };
    CHECK_FALSE(domain("http://evil.example").has_value());
    CHECK_FALSE(domain("acme").has_value());
    CHECK(domain("http://127.0.0.1:8081")->api_base == "http://127.0.0.1:8081");
    CHECK(domain("https://acme.pipedrive.com/path")->api_base == "https://acme.pipedrive.com");
}

TEST_CASE("a grant is revoked by its refresh token")
{
    Rig rig;
    rig.http.answer(200, "");

    CHECK(run_task(rig.authorizer->revoke(Secret("r"))).has_value());
    CHECK(rig.http.requests[0].url == "https://oauth.pipedrive.com/oauth/revoke");
    CHECK(rig.http.requests[0].body == "token=r&token_type_hint=refresh_token");
}
