#include "net/url.hpp"

#include "net/http.hpp"

#include <doctest/doctest.h>

using namespace billbridge::net;

TEST_CASE("encoding and decoding are inverse for any bytes but NUL")
{
    std::string all;
    for (int c = 1; c < 256; ++c) {
        all += static_cast<char>(c);
    }

    CHECK(*percent_decode(percent_encode(all)) == all);
    CHECK(percent_encode("a b&ł") == "a%20b%26%C5%82");
}

TEST_CASE("malformed escapes and NULs are refused")
{
    for (const char* text : {"%", "%4", "%4g", "%zz", "a%00b", "%-1"}) {
        CAPTURE(text);
        CHECK_FALSE(percent_decode(text).has_value());
        CHECK_FALSE(parse_query(text).has_value());
    }
}

TEST_CASE("a refusal does not repeat the text, which may hold a token")
{
    CHECK(parse_query("token=secret%zz").error().cause.find("secret") == std::string::npos);
    CHECK(parse_url("https://me:secret@host/").error().cause.find("secret") == std::string::npos);
}

TEST_CASE("queries are read in order, with plus as space and absent values as empty")
{
    const auto query = parse_query("a=1&b=x+y%2B&c&&d==&a=2");

    REQUIRE(query.has_value());
    CHECK(*query == Parameters{{"a", "1"}, {"b", "x y+"}, {"c", ""}, {"d", "="}, {"a", "2"}});
    CHECK(find_parameter(*query, "a") == "1");
    CHECK(find_parameter(*query, "z").empty());
    CHECK(encode_query({{"a b", "1&2"}, {"c", ""}}) == "a%20b=1%262&c=");
}

TEST_CASE("addresses are taken apart")
{
    const auto url = parse_url("https://Acme.Pipedrive.com:8443/api?x=1");

    REQUIRE(url.has_value());
    CHECK(url->host == "acme.pipedrive.com");
    CHECK(url->port == "8443");
    CHECK(url->path == "/api?x=1");
    CHECK(url->origin() == "https://acme.pipedrive.com:8443");
    CHECK_FALSE(url->is_loopback());
    CHECK(parse_url("http://127.0.0.1:80")->is_loopback());
    CHECK(parse_url("http://[::1]:80/")->is_loopback());
}

TEST_CASE("other schemes, user names, bad ports and empty hosts are refused")
{
    for (const char* text : {"",
                             "acme.com",
                             "ftp://a",
                             "javascript:alert(1)",
                             "https://",
                             "https:///x",
                             "https://user@host/",
                             "https://host:",
                             "https://host:99999999",
                             "https://host:65536",
                             "https://host:0",
                             "https://ho st",
                             "http://host:8x",
                             "http://host:-1",
                             "http://[::1",
                             "http://::1/",
                             "http://[::1]x/",
                             "http://[]/",
                             "http://a]/",
                             "http://host/a\r\nX-Evil: 1",
                             "http://host/a b",
                             "http://ho\tst"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_url(text).has_value());
    }
}

TEST_CASE("headers are found whatever their case and replaced as a whole")
{
    Headers headers{{"X-One", "1"}, {"x-one", "2"}};

    CHECK(headers.get("X-ONE") == "1");
    headers.set("x-oNe", "3");
    CHECK(headers.lines().size() == 1);
    CHECK(headers.get("absent").empty());
}
