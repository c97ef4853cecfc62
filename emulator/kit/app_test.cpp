#include "emulator/kit/test_app.hpp"
#include "net/http_server.hpp"

#include <doctest/doctest.h>

using namespace emulator::kit;
using test::World;

namespace {

void play(World& world, FaultRule rule)
{
    world.app.faults().add(std::move(rule));
}

} // namespace

TEST_CASE("requests are logged with their route, status and whether they would be charged")
{
    World world;

    world.send("GET", "/things/1");
    world.send("GET", "/things/2");
    world.send("POST", "/things");
    world.send("GET", "/nowhere");

    const RequestLog& log = world.app.log();
    CHECK(log.total() == 4);
    CHECK(log.metered() == 1); // calls that fail are not metered
    CHECK(log.count("GET /things/{id}") == 2);
    CHECK(log.count("GET no route") == 1);
    CHECK(log.entries()[0].path == "/things/1");
    CHECK(log.entries()[0].time == test::start);
    CHECK(log.entries()[1].status == 404);
}

TEST_CASE("a path without a route is 404, a method that it does not have is 405")
{
    World world;

    CHECK(world.send("GET", "/nowhere").status == 404);
    CHECK(world.send("DELETE", "/things").status == 405);
}

TEST_CASE("the log forgets the oldest entries first and goes on counting")
{
    RequestLog log;

    for (std::size_t i = 0; i <= RequestLog::entries_max; ++i) {
        log.add({.method = "GET", .path = std::to_string(i)});
    }

    CHECK(log.entries().size() == RequestLog::entries_max);
    CHECK(log.entries().front().path == "1");
    CHECK(log.total() == std::int64_t{RequestLog::entries_max} + 1);
}

TEST_CASE("a status fault answers in place of the effect")
{
    World world;
    play(world, {.action = FaultAction::status, .status = 503, .body = "busy"});

    const auto answer = world.send("POST", "/things");

    CHECK(answer.status == 503);
    CHECK(answer.body == "busy");
    CHECK(world.app.effects == 0);
    CHECK(world.app.log().entries()[0].fault == "status");
}

TEST_CASE("a vendor fault answers what the vendor would")
{
    World world;
    play(world, {.action = FaultAction::vendor, .code = "42"});

    CHECK(world.send("POST", "/things").status == 418);
    CHECK(world.app.effects == 0);
}

TEST_CASE("a cut before has no effect, a cut after has it")
{
    World world;
    play(world, {.action = FaultAction::cut_before});
    play(world, {.skip = 1, .action = FaultAction::cut_after});

    CHECK_THROWS_AS(world.send("POST", "/things"), net::ConnectionCut);
    CHECK(world.app.effects == 0);
    CHECK_THROWS_AS(world.send("POST", "/things"), net::ConnectionCut);
    CHECK(world.app.effects == 1);
    CHECK(world.app.log().entries()[1].status == 0);
}

TEST_CASE("a read whose answer is lost is still metered")
{
    World world;
    play(world, {.action = FaultAction::cut_after});

    CHECK_THROWS_AS(world.send("GET", "/things/1"), net::ConnectionCut);

    CHECK(world.app.log().metered() == 1);
}

TEST_CASE("garbage and huge answers come after the effect")
{
    World world;
    play(world, {.action = FaultAction::garbage});
    play(world, {.skip = 1, .action = FaultAction::huge});

    const auto garbage = world.send("POST", "/things");
    const auto huge = world.send("POST", "/things");

    CHECK_FALSE(billbridge::Json::parse(garbage.body));
    CHECK(huge.body.size() > (8u << 20)); // the client's limit for an answer
    CHECK(world.app.effects == 2);
}

TEST_CASE("a delay alone changes nothing but the time it takes")
{
    World world;
    play(world, {.action = FaultAction::delay, .delay = std::chrono::milliseconds(50)});

    CHECK(world.send("POST", "/things").body == "created");
    CHECK(world.app.effects == 1);
}
