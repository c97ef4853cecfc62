#include "emulator/quickbooks/api/meter.hpp"

#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

const char* const reading_batch =
    R"({"BatchItemRequest":[{"bId":"1","Query":"select * from Term"}]})";
const char* const writing_batch = R"({"BatchItemRequest":[{"bId":"1","operation":"create",
    "Customer":{"DisplayName":"Made in a batch"}}]})";

std::int64_t used(World& world)
{
    return json(world.control("GET", "/limits"))["metered_used"].int_or(-1);
}

} // namespace

TEST_CASE("reads that succeed are charged; writes and refusals are not")
{
    ConnectedWorld world;

    world.get("/preferences");
    world.query("select * from Term");
    world.get("/invoice/99999");
    world.post("/customer", R"({"DisplayName":"New one"})");
    CHECK(used(world) == 2);
    world.post("/batch", writing_batch);
    CHECK(used(world) == 2);
    world.post("/batch", reading_batch);
    CHECK(used(world) == 3);
    CHECK(world.app.log().metered() == 3);
}

TEST_CASE("once the budget is used up reads are blocked until the month ends, writes are not")
{
    ConnectedWorld world;
    world.control("POST", "/limits", R"({"metered_budget":1})");
    REQUIRE(world.get("/preferences").status == 200);

    const auto blocked = world.get("/preferences");
    const auto blocked_batch = world.post("/batch", reading_batch);
    const auto written = world.post("/customer", R"({"DisplayName":"New one"})");
    world.clock.advance(std::chrono::days(11)); // into December
    world.connect();

    CHECK(blocked.status == 429);
    CHECK(gateway_code(blocked) == "3001");
    CHECK(blocked_batch.status == 429);
    CHECK(written.status == 200);
    CHECK(world.get("/preferences").status == 200);
}

TEST_CASE("the refusal of a blocked read is a switch, and goes with the limits")
{
    ConnectedWorld world;
    world.control("POST", "/limits", R"({"metered_budget":0,"metered_refusal":"3100"})");
    CHECK(world.get("/preferences").status == 403);

    world.control("POST", "/limits", R"({"on":false})");
    CHECK(world.get("/preferences").status == 200);
}

TEST_CASE("limits that make no sense are refused and change nothing")
{
    World world;
    for (const char* body : {R"({"metered_budget":-1})",
                             R"({"metered_budget":"many"})",
                             R"({"metered_refusal":"610"})",
                             R"({"on":1})",
                             R"({"on":false,"retry_after":"yes"})"}) {
        CAPTURE(body);
        CHECK(world.control("POST", "/limits", body).status == 400);
    }
    const Json limits = json(world.control("GET", "/limits"));
    CHECK(limits["on"] == Json(true));
    CHECK(limits["metered_budget"] == Json(500000));
}
