#include "net/json_log.hpp"

#include "base/json.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::net;

TEST_CASE("an event is one JSON object with its fields, empty ones left out")
{
    CHECK(log_line("T", Log::Level::warning, "job waits", {{"intent", "i1"}, {"cause", ""}}) ==
          R"({"time":"T","level":"warning","event":"job waits","intent":"i1"})");
}

TEST_CASE("a value cannot forge a line or a field")
{
    const std::string line =
        log_line("T", Log::Level::info, "x", {{"cause", "a\nb\",\"level\":\"error\"\r\x01"}});

    CHECK(line.find('\n') == std::string::npos);
    REQUIRE(Json::parse(line).has_value());
    CHECK((*Json::parse(line))["level"].string_or() == "info");
}

TEST_CASE("bytes that are not UTF-8 are replaced, text is kept")
{
    const std::string line =
        log_line("T", Log::Level::info, "x", {{"cause", "Łódź \xff\xc5 😀\xe2\x82"}});

    REQUIRE(Json::parse(line).has_value());
    CHECK((*Json::parse(line))["cause"].string_or() == "Łódź \ufffd\ufffd 😀\ufffd\ufffd");
}

TEST_CASE("surrogates, overlong forms and numbers beyond Unicode are replaced")
{
    for (const char* text :
         {"\xed\xa0\x80", "\xe0\x80\x80", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xc0\x80"}) {
        CAPTURE(text);
        const auto line = Json::parse(log_line("T", Log::Level::info, "x", {{"cause", text}}));
        REQUIRE(line.has_value());
        CHECK((*line)["cause"].string_or().starts_with("\ufffd"));
    }
    const auto edges = Json::parse(log_line("T", Log::Level::info, "\ud7ff\U0010ffff\u0800", {}));
    REQUIRE(edges.has_value());
    CHECK((*edges)["event"].string_or() == "\ud7ff\U0010ffff\u0800");
}
