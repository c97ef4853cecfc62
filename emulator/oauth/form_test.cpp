#include "emulator/oauth/form.hpp"

#include "crypto/crypto.hpp"

#include <doctest/doctest.h>

using namespace emulator;
using billbridge::crypto::base64;
using billbridge::net::Request;

TEST_CASE("a form's fields are decoded, and a field that is absent is empty")
{
    const Request request{.body = "grant_type=refresh_token&name=a%20b+c"};

    const Form form = read_form(request);

    CHECK(form.get("grant_type") == "refresh_token");
    CHECK(form.get("name") == "a b c");
    CHECK(form.get("code").empty());
}

TEST_CASE("a malformed form has no fields")
{
    const Request request{.body = "grant_type=refresh_token&bad=%zz"};

    const Form form = read_form(request);

    CHECK(form.get("grant_type").empty());
}

TEST_CASE("a form is known by its content type")
{
    const Request form{.headers = {{"Content-Type", "application/x-www-form-urlencoded"}}};
    const Request json{.headers = {{"Content-Type", "application/json"}}};

    CHECK(is_form(form));
    CHECK_FALSE(is_form(json));
}

TEST_CASE("basic credentials are cut at the first colon")
{
    const Request request{.headers = {{"Authorization", "Basic " + base64("id:se:cret")}}};

    const auto credentials = basic_credentials(request);

    REQUIRE(credentials);
    CHECK(credentials->id == "id");
    CHECK(credentials->secret == "se:cret");
}

TEST_CASE("anything but well-formed basic credentials is none")
{
    for (const std::string header :
         {"", "Basic", "Basic ???", "Bearer abc", "Basic bm9jb2xvbg=="}) {
        CAPTURE(header);
        const Request request{.headers = {{"Authorization", header}}};

        CHECK_FALSE(basic_credentials(request));
    }
}

TEST_CASE("a bearer token is what follows the scheme")
{
    CHECK(bearer_token({.headers = {{"Authorization", "Bearer abc"}}}) == "abc");
    CHECK(bearer_token({.headers = {{"Authorization", "Basic abc"}}}).empty());
    CHECK(bearer_token({}).empty());
}

TEST_CASE("only addresses of this machine count as registered")
{
    CHECK(is_loopback_uri("http://127.0.0.1:8080/callback"));
    CHECK(is_loopback_uri("http://localhost/callback"));
    CHECK_FALSE(is_loopback_uri("https://example.com/callback"));
    CHECK_FALSE(is_loopback_uri("http://127.0.0.1.example.com/"));
    CHECK_FALSE(is_loopback_uri("http://127.0.0.1/#fragment"));
    CHECK_FALSE(is_loopback_uri("/callback"));
    CHECK_FALSE(is_loopback_uri(""));
}
