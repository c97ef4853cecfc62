#include "emulator/quickbooks/api/throttle.hpp"

#include "emulator/quickbooks/test_world.hpp"

#include <vector>

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;
using namespace std::chrono_literals;

TEST_CASE("after 500 requests within a minute a company is refused until some are a minute old")
{
    ConnectedWorld world;
    for (std::size_t i = 0; i < Throttle::requests_a_minute; ++i) {
        REQUIRE(world.get("/preferences").status == 200);
    }

    const auto refused = world.get("/preferences");
    world.clock.advance(60s);

    CHECK(refused.status == 429);
    CHECK(gateway_code(refused) == "3001");
    CHECK(refused.headers.get("retry-after").empty());
    CHECK(world.get("/preferences").status == 200);
}

TEST_CASE("batches have a limit of their own")
{
    ConnectedWorld world;
    const char* const batch = R"({"BatchItemRequest":[{"bId":"1","Query":"select * from Term"}]})";
    for (std::size_t i = 0; i < Throttle::batches_a_minute; ++i) {
        REQUIRE(world.post("/batch", batch).status == 200);
    }

    CHECK(world.post("/batch", batch).status == 429);
    CHECK(world.get("/preferences").status == 200);
}

TEST_CASE("of one company ten are answered at a time, of others none the less")
{
    World world;
    const Request request{.method = "GET", .path = world.path("/preferences")};
    std::vector<emulator::kit::App::Entry> inside;
    for (std::size_t i = 0; i < Throttle::at_a_time; ++i) {
        inside.push_back(world.app.enter(request));
        CHECK_FALSE(inside.back().refusal);
    }

    const auto refused = world.app.enter(request);
    const auto other = world.app.enter({.method = "GET", .path = "/v3/company/7/preferences"});
    const auto page = world.app.enter({.method = "GET", .path = "/app/invoices"});
    inside.pop_back();
    const auto later = world.app.enter(request);

    REQUIRE(refused.refusal);
    CHECK(refused.refusal->status == 429);
    CHECK_FALSE(other.refusal);
    CHECK_FALSE(page.refusal);
    CHECK_FALSE(later.refusal);
}

TEST_CASE("the limits are switched off and on, and tell when to come back where that is wished")
{
    ConnectedWorld world;
    world.control("POST", "/limits", R"({"on":false})");
    for (std::size_t i = 0; i <= Throttle::requests_a_minute; ++i) {
        REQUIRE(world.get("/preferences").status == 200);
    }

    const Json state = json(world.control("POST", "/limits", R"({"on":true,"retry_after":true})"));
    for (std::size_t i = 0; i < Throttle::requests_a_minute; ++i) {
        world.get("/preferences");
    }

    CHECK(state["on"] == Json(true));
    CHECK(world.get("/preferences").headers.get("retry-after") == "60");
    CHECK(json(world.control("GET", "/limits"))["companies"][world.company().realm]["minute"] ==
          Json(500));
    CHECK(world.control("POST", "/limits", "7").status == 400);
}
