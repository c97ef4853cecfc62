#include "emulator/kit/fault_script.hpp"

#include <doctest/doctest.h>

using namespace emulator::kit;
using billbridge::Json;

namespace {

std::expected<FaultRule, std::string> parse(std::string_view text)
{
    return FaultRule::parse(*Json::parse(text));
}

} // namespace

TEST_CASE("a rule skips, then hits as often as it says, then rests")
{
    FaultScript script;
    script.add(*parse(R"({"action":"status","status":503,"skip":1,"times":2})"));

    CHECK_FALSE(script.next("GET", "/a", "/a"));
    CHECK(script.next("GET", "/a", "/a"));
    CHECK(script.next("GET", "/a", "/a"));
    CHECK_FALSE(script.next("GET", "/a", "/a"));
    CHECK(script.rules()[0].seen == 4);
}

TEST_CASE("times 0 hits for ever")
{
    FaultScript script;
    script.add(*parse(R"({"action":"cut_after","times":0})"));

    for (int i = 0; i < 5; ++i) {
        CHECK(script.next("GET", "/a", "/a"));
    }
}

TEST_CASE("a rule counts only requests of its method, route and path")
{
    FaultScript script;
    script.add(*parse(R"({"action":"hang","method":"POST","route":"/invoice","path":"/77/"})"));

    CHECK_FALSE(script.next("GET", "/v3/{realm}/invoice", "/v3/77/invoice"));
    CHECK_FALSE(script.next("POST", "/v3/{realm}/customer", "/v3/77/customer"));
    CHECK_FALSE(script.next("POST", "/v3/{realm}/invoice", "/v3/78/invoice"));
    CHECK(script.next("POST", "/v3/{realm}/invoice", "/v3/77/invoice"));
}

TEST_CASE("every rule counts a request, and the first whose turn it is plays")
{
    FaultScript script;
    script.add(*parse(R"({"action":"cut_before","skip":1})"));
    script.add(*parse(R"({"action":"garbage","times":2})"));

    CHECK(script.next("GET", "/a", "/a")->action == FaultAction::garbage);
    CHECK(script.next("GET", "/a", "/a")->action == FaultAction::cut_before);
    CHECK_FALSE(script.next("GET", "/a", "/a"));
}

TEST_CASE("a rule is read with all its members and shown again")
{
    const auto rule = parse(R"({"method":"POST","route":"r","path":"p","skip":2,"times":3,
        "action":"status","delay_ms":250,"status":429,"body":"b","headers":{"Retry-After":"7"}})");

    REQUIRE(rule);
    CHECK(rule->delay.count() == 250);
    CHECK(rule->headers.get("retry-after") == "7");
    const Json shown = rule->to_json();
    CHECK(shown["action"] == Json("status"));
    CHECK(shown["status"] == Json(429));
    CHECK(shown["headers"]["Retry-After"] == Json("7"));
    CHECK(FaultRule::parse(shown));
}

TEST_CASE("a malformed rule is refused with its reason")
{
    CHECK(parse("7").error() == "a rule must be an object");
    CHECK(parse("{}").error().starts_with("action must be one of"));
    CHECK(parse(R"({"action":"explode"})").error().starts_with("action must be one of"));
    CHECK(parse(R"({"action":"hang","skip":-1})").error().starts_with("skip must be"));
    CHECK(parse(R"({"action":"hang","times":"2"})").error().starts_with("times must be"));
    CHECK(parse(R"({"action":"hang","method":7})").error() == "method must be a string");
    CHECK(parse(R"({"action":"hang","headers":[]})").error() == "headers must be an object");
    CHECK(parse(R"({"action":"hang","tims":2})").error() == "unknown member tims");
    CHECK(parse(R"({"action":"vendor"})").error() == "action vendor needs a code");
    CHECK(parse(R"({"action":"status","status":99})").error().starts_with("status must be"));
}
