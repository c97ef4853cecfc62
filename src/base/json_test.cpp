#include "base/json.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

TEST_CASE("numbers pass through as they were written")
{
    const char* text = R"({"a":100.00,"b":1E2,"c":[-0.10,12345678901234567890123],"d":0})";

    CHECK(Json::parse(text)->dump() == text);
}

TEST_CASE("strings keep control characters, quotes and Unicode")
{
    const Json json = *Json::parse(R"(["a\"b\\\n\u0001","Zażółć \ud83d\ude00"])");

    CHECK(*(*json.if_array())[0].if_string() == "a\"b\\\n\x01");
    CHECK(*(*json.if_array())[1].if_string() == "Zażółć 😀");
    CHECK(*Json::parse(json.dump()) == json);
}

TEST_CASE("what is written is JSON even where a text is not UTF-8")
{
    const std::string written = Json(Json::Object{{"a\xff", Json("b\x9d\xc3")}}).dump();

    CHECK(written == "{\"a\ufffd\":\"b\ufffd\ufffd\"}");
    CHECK(Json::parse(written).has_value());
}

TEST_CASE("what is not strict JSON is refused")
{
    for (const char* text : {"",
                             "{",
                             "[1,]",
                             "{\"a\":1,\"a\":2}",
                             "[1] 2",
                             "nul",
                             "'a'",
                             "[01]",
                             "{\"a\" 1}",
                             "\"\x80\"",
                             "// c\n1",
                             "\"\\ud800\"",
                             "[1]]"}) {
        CAPTURE(text);
        CHECK_FALSE(Json::parse(text).has_value());
    }
}

TEST_CASE("nesting beyond the limit is refused, not followed")
{
    CHECK(Json::parse(std::string(32, '[') + std::string(32, ']')).has_value());
    CHECK_FALSE(Json::parse(std::string(33, '[') + std::string(33, ']')).has_value());
    CHECK_FALSE(Json::parse(std::string(100'000, '[')).has_value());
}

TEST_CASE("members are read in a chain, absent ones as null")
{
    const Json json = *Json::parse(R"({"data":{"id":7,"name":"x","list":[1]}})");

    CHECK(json["data"]["id"].int_or(0) == 7);
    CHECK(json["data"]["name"].string_or() == "x");
    CHECK(json["nothing"]["here"].is_null());
    CHECK(json["data"]["list"]["id"].is_null());
    CHECK(json["data"]["name"].int_or(-1) == -1);
}

TEST_CASE("members are set, replaced and removed")
{
    Json json;
    json.set("a", 1).set("b", "x").set("a", 2);
    json.erase("b");

    CHECK(json.dump() == R"({"a":2})");
}
