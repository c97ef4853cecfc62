#include "emulator/quickbooks/api/batch.hpp"

#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

Json batch(World& world, std::string items)
{
    const auto response = world.post("/batch", R"({"BatchItemRequest":[)" + items + "]}");
    REQUIRE_MESSAGE(response.status == 200, response.body);
    return json(response)["BatchItemResponse"];
}

} // namespace

TEST_CASE("the items of a batch succeed and fail each for itself")
{
    ConnectedWorld world;

    const Json answers = batch(
        world,
        R"({"bId":"a1","operation":"create","Customer":{"DisplayName":"New one"}},)"
        R"({"bId":"a2","operation":"create","Customer":{"DisplayName":"Cool Cars"}},)"
        R"({"bId":"a3","operation":"delete","Invoice":{"Id":"130","SyncToken":"0"}},)"
        R"({"bId":"a4","operation":"update","Invoice":{"Id":"67","SyncToken":"2","sparse":true,"PrivateNote":"x"}},)"
        R"({"bId":"a5","Query":"select * from Payment where TotalAmt > '200.00'"})");

    const auto& list = *answers.if_array();
    REQUIRE(list.size() == 5);
    CHECK(list[0]["bId"] == Json("a1"));
    CHECK(list[0]["Customer"]["DisplayName"] == Json("New one"));
    CHECK(list[1]["Fault"]["Error"].if_array()->front()["code"] == Json("6240"));
    CHECK(list[2]["Invoice"]["status"] == Json("Deleted"));
    CHECK(list[3]["Invoice"]["PrivateNote"] == Json("x"));
    CHECK(list[4]["QueryResponse"]["Payment"].if_array()->size() == 1);
}

TEST_CASE("an item that names nothing known, no operation or a bad query is refused alone")
{
    ConnectedWorld world;

    const Json answers = batch(world,
                               R"({"bId":"1","operation":"create","Nonsense":{}},)"
                               R"({"bId":"2","Customer":{"DisplayName":"A"}},)"
                               R"({"bId":"3","Query":"select nothing"},)"
                               R"({"bId":"4","operation":"create","Customer":7},)"
                               R"({"bId":"5","operation":"merge","Customer":{"Id":"1"}})");

    auto code = [&](std::size_t place) {
        return answers.if_array()->at(place)["Fault"]["Error"].if_array()->front()["code"];
    };
    CHECK(code(0) == Json("2000"));
    CHECK(code(1) == Json("2020"));
    CHECK(code(2) == Json("4000"));
    CHECK(code(3) == Json("2010"));
    CHECK(code(4) == Json("500"));
}

TEST_CASE("a batch that is empty, too long or no batch is refused as a whole")
{
    ConnectedWorld world;
    std::string items = R"({"bId":"1","Query":"select * from Term"})";
    for (int i = 0; i < 30; ++i) {
        items += R"(,{"bId":"x","Query":"select * from Term"})";
    }

    CHECK(fault_code(world.post("/batch", R"({"BatchItemRequest":[]})")) == "2020");
    CHECK(fault_code(world.post("/batch", "{}")) == "2020");
    CHECK(fault_code(world.post("/batch", R"({"BatchItemRequest":[7]})")) == "2010");
    CHECK(fault_code(world.post("/batch", "nonsense")) == "2010");
    CHECK(fault_code(world.post("/batch", R"({"BatchItemRequest":[)" + items + "]}")) == "1040");
}

TEST_CASE("a repeated batch with the same requestid happens once")
{
    ConnectedWorld world;
    const std::string body =
        R"({"BatchItemRequest":[{"bId":"1","operation":"create","Customer":{"DisplayName":"Once"}}]})";

    const auto first = world.post("/batch", body, {{"requestid", "batch-1"}});
    const auto second = world.post("/batch", body, {{"requestid", "batch-1"}});

    CHECK(second.body == first.body);
    CHECK(world.company().table("Customer").find_label("Once") != nullptr);
}
