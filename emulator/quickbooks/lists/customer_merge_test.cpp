#include "emulator/quickbooks/lists/customer_merge.hpp"

#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

Json customer(World& world, const char* id)
{
    return json(world.get(std::string("/customer/") + id))["Customer"];
}

} // namespace

TEST_CASE("a merged customer's forms and balance are the other's, and it is gone")
{
    ConnectedWorld world;
    const auto made = world.post(
        "/invoice",
        R"({"CustomerRef":{"value":"3"},"Line":[{"DetailType":"SalesItemLineDetail","Amount":50,
            "SalesItemLineDetail":{"ItemRef":{"value":"5"}}}]})");
    const std::string id = json(made)["Invoice"]["Id"].string_or();
    const Decimal together =
        *customer(world, "3")["Balance"].decimal() + *customer(world, "5")["Balance"].decimal();

    const auto merged = world.control("POST", "/merges", R"({"from":"3","into":"5"})");

    CHECK(merged.status == 200);
    const Json invoice = json(world.get("/invoice/" + id))["Invoice"];
    CHECK(invoice["CustomerRef"]["value"] == Json("5"));
    CHECK(invoice["SyncToken"] == Json("1"));
    CHECK(customer(world, "5")["Balance"].decimal() == together);
    CHECK(fault_code(world.get("/customer/3")) == "610");
}

TEST_CASE("customers that cannot be merged stay as they are")
{
    ConnectedWorld world;
    for (const std::string body : {R"({"from":"3","into":"3"})",
                                   R"({"from":"3","into":"9999"})",
                                   R"({"from":"9999","into":"3"})",
                                   R"({"from":"58","into":"3"})", // euros into dollars
                                   R"({"from":"22","into":"3"})", // has a customer below it
                                   R"({"from":"3","into":"5","realm":"1"})",
                                   "7"}) {
        CAPTURE(body);
        const auto refused = world.control("POST", "/merges", body);
        CHECK(refused.status == 400);
        CHECK_FALSE(json(refused)["error"].string_or().empty());
    }
    CHECK(world.get("/customer/3").status == 200);
}
