#include "emulator/quickbooks/api/change_data.hpp"

#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

Response changes(World& world, std::string entities, std::string since)
{
    return world.get("/cdc",
                     {{"entities", std::move(entities)}, {"changedSince", std::move(since)}});
}

/// The element of the answer for the type at that place in the request.
Json element(const Response& response, std::size_t place)
{
    REQUIRE_MESSAGE(response.status == 200, response.body);
    const Json answer = json(response);
    const auto& all = *answer["CDCResponse"].if_array()->front()["QueryResponse"].if_array();
    REQUIRE(place < all.size());
    return all[place];
}

constexpr const char* an_hour_ago = "2026-11-20T09:33:39-08:00";

} // namespace

TEST_CASE(
    "what has changed comes whole, in the order of the request, and deleted ones as stubs last")
{
    ConnectedWorld world;
    world.post("/invoice", R"({"Id":"130","SyncToken":"0"})", {{"operation", "delete"}});
    world.post("/invoice", R"({"Id":"67","SyncToken":"2"})", {{"operation", "void"}});

    const auto answer = changes(world, "Customer,Invoice, payment", an_hour_ago);

    CHECK(element(answer, 0) == Json(Json::object()));
    const Json invoices = element(answer, 1);
    REQUIRE(invoices["Invoice"].if_array()->size() == 2);
    CHECK(invoices["Invoice"].if_array()->at(0)["Id"] == Json("67"));
    CHECK(invoices["Invoice"].if_array()->at(0)["DocNumber"] == Json("1021"));
    const Json stub = invoices["Invoice"].if_array()->at(1);
    CHECK(stub["Id"] == Json("130"));
    CHECK(stub["status"] == Json("Deleted"));
    CHECK(stub["MetaData"]["LastUpdatedTime"] == Json("2026-11-20T10:33:39-08:00"));
    CHECK(invoices["maxResults"] == Json(2));
    CHECK(element(answer, 2)["Payment"].if_array()->front()["Id"] == Json("101"));
}

TEST_CASE("nothing has changed since now")
{
    ConnectedWorld world;

    CHECK(element(changes(world, "Invoice", "2026-11-20T11:00:00-08:00"), 0) ==
          Json(Json::object()));
}

TEST_CASE("a window of more than 30 days, a bad time and types without history are refused")
{
    ConnectedWorld world;

    CHECK(fault_code(changes(world, "Invoice", "2026-10-20T10:33:00-08:00")) == "2070");
    CHECK(fault_code(changes(world, "Invoice", "yesterday")) == "2070");
    CHECK(fault_code(changes(world, "Invoice", "")) == "2020");
    CHECK(fault_code(changes(world, "", an_hour_ago)) == "2020");
    CHECK(fault_code(changes(world, "TaxCode", an_hour_ago)) == "2000");
    CHECK(fault_code(changes(world, "Invoice,Nonsense", an_hour_ago)) == "2000");
    CHECK(changes(world, "Invoice", "2026-11-19").status == 200);
}
