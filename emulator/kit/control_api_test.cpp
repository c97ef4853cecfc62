#include "emulator/kit/instant.hpp"
#include "emulator/kit/test_app.hpp"

#include <doctest/doctest.h>

using namespace emulator::kit;
using billbridge::Json;
using test::World;

namespace {

Json json(const net::Response& response)
{
    return *Json::parse(response.body);
}

} // namespace

TEST_CASE("a reset starts anew from the current seed and forgets requests and faults")
{
    World world;
    world.send("POST", "/_emulator/faults", R"({"action":"garbage"})");
    world.send("POST", "/things");

    const auto answer = world.send("POST", "/_emulator/reset");

    CHECK(json(answer)["seed"] == Json("full"));
    CHECK(world.app.effects == 0);
    CHECK(world.app.log().total() == 0);
    CHECK(world.app.faults().rules().empty());
}

TEST_CASE("a seed is what later resets go back to")
{
    World world;

    const auto answer = world.send("POST", "/_emulator/seed", R"({"seed":"empty"})");
    world.app.seeded.clear();
    world.send("POST", "/_emulator/reset");

    CHECK(answer.status == 200);
    CHECK(world.app.seeded == "empty");
}

TEST_CASE("an unknown seed is refused and changes nothing")
{
    World world;
    world.send("POST", "/things");

    const auto unknown = world.send("POST", "/_emulator/seed", R"({"seed":"large"})");
    const auto malformed = world.send("POST", "/_emulator/seed", "seed=empty");

    CHECK(unknown.status == 400);
    CHECK(json(unknown)["error"] == Json("there is no seed large"));
    CHECK(malformed.status == 400);
    CHECK(world.app.effects == 1);
}

TEST_CASE("the clock is read, set, advanced and set back")
{
    World world;

    CHECK(json(world.send("GET", "/_emulator/clock"))["now"] == Json("2025-11-20T10:00:00.000Z"));
    world.send("POST", "/_emulator/clock", R"({"set":"2026-01-01T00:00:00Z"})");
    const auto advanced = world.send("POST", "/_emulator/clock", R"({"advance_seconds":3600})");
    CHECK(json(advanced)["now"] == Json("2026-01-01T01:00:00.000Z"));
    CHECK(world.clock.now() == parse_instant("2026-01-01T01:00:00Z"));
    world.send("DELETE", "/_emulator/clock");
    CHECK(world.clock.now() == test::start);
}

TEST_CASE("a clock that was stopped moves only when it is set or advanced, and goes on from there")
{
    struct : billbridge::Clock {
        Time time = test::start;
        Time now() const override { return time; }
        billbridge::Routine sleep_until(Time) override { co_return; }
    } real;
    EmulatorClock clock(real);
    test::CountingApp app(clock);
    auto control = [&](const char* body) {
        const auto answer =
            app.handle({.method = "POST", .path = "/_emulator/clock", .body = body});
        return *Json::parse(answer.body);
    };
    using std::chrono::seconds;

    CHECK(control(R"({"stopped":true})")["stopped"] == Json(true));
    real.time += seconds(100);
    CHECK(clock.now() == test::start);
    control(R"({"advance_seconds":5})");
    CHECK(clock.now() == test::start + seconds(5));
    CHECK(control(R"({"stopped":false})")["stopped"] == Json(false));
    real.time += seconds(1);
    CHECK(clock.now() == test::start + seconds(6));
    control(R"({"set":"2026-01-01T00:00:00Z","stopped":true})");
    real.time += seconds(1);
    CHECK(clock.now() == parse_instant("2026-01-01T00:00:00Z"));
    app.handle({.method = "DELETE", .path = "/_emulator/clock"});
    CHECK(clock.now() == real.time);
}

TEST_CASE("a clock that cannot be set so stays as it is")
{
    World world;

    for (const std::string body : {"",
                                   "{}",
                                   "7",
                                   R"({"stopped":1})",
                                   R"({"stopped":"yes","advance_seconds":5})",
                                   R"({"set":"tomorrow"})",
                                   R"({"advance_seconds":"3600"})",
                                   R"({"advance_seconds":99999999999})"}) {
        CAPTURE(body);

        CHECK(world.send("POST", "/_emulator/clock", body).status == 400);
        CHECK(world.clock.now() == test::start);
    }
}

TEST_CASE("the log is read and cleared, and control requests are not in it")
{
    World world;
    world.send("GET", "/things/1");

    const Json log = json(world.send("GET", "/_emulator/requests"));
    world.send("DELETE", "/_emulator/requests");
    const Json cleared = json(world.send("GET", "/_emulator/requests"));

    CHECK(log["total"] == Json(1));
    CHECK(log["metered"] == Json(1));
    CHECK(log["free"] == Json(0));
    CHECK(log["routes"]["GET /things/{id}"]["count"] == Json(1));
    CHECK(log["requests"].if_array()->front()["path"] == Json("/things/1"));
    CHECK(cleared["total"] == Json(0));
}

TEST_CASE("faults are added, listed and removed")
{
    World world;

    world.send(
        "POST", "/_emulator/faults", R"([{"action":"hang"},{"action":"vendor","code":"42"}])");
    const Json listed = json(world.send("GET", "/_emulator/faults"));
    world.send("DELETE", "/_emulator/faults");

    REQUIRE(listed["faults"].if_array()->size() == 2);
    CHECK((*listed["faults"].if_array())[1]["code"] == Json("42"));
    CHECK(world.app.faults().rules().empty());
}

TEST_CASE("of an array of faults with a wrong one, none is added")
{
    World world;

    const auto wrong_action =
        world.send("POST", "/_emulator/faults", R"([{"action":"hang"},{"action":"explode"}])");
    const auto wrong_code =
        world.send("POST", "/_emulator/faults", R"({"action":"vendor","code":"43"})");
    const auto no_json = world.send("POST", "/_emulator/faults", "hang");

    CHECK(wrong_action.status == 400);
    CHECK(json(wrong_code)["error"] == Json("this vendor has no code 43"));
    CHECK(no_json.status == 400);
    CHECK(world.app.faults().rules().empty());
}

TEST_CASE("faults do not hit the control API itself")
{
    World world;
    world.send("POST", "/_emulator/faults", R"({"action":"status","times":0})");

    CHECK(world.send("GET", "/_emulator/faults").status == 200);
    CHECK(world.send("GET", "/_emulator/nowhere").status == 404);
}
