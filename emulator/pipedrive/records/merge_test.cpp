#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

using namespace emulator::pipedrive;

namespace {

const Options writing{.scopes = "base,deals:full,contacts:full"};

} // namespace

TEST_CASE("a merged deal gives its products and notes to the one that stays")
{
    TestClient client(writing);
    client.call("POST", "/v1/notes", Json::Object{{"content", "x"}, {"deal_id", 7}});

    const auto merged = client.call("PUT", "/v1/deals/7/merge", Json::Object{{"merge_with_id", 1}});

    CHECK(merged.status == 200);
    CHECK(json_of(merged)["data"]["id"].int_or(0) == 1);
    CHECK(json_of(merged)["data"]["merge_what_id"].int_or(0) == 7);
    CHECK(client.read("/api/v2/deals/1")["data"]["value"].dump() == "570");
    CHECK(client.read("/v1/notes?deal_id=1")["data"].if_array()->size() == 1);
    CHECK(client.call("GET", "/api/v2/deals/7").status == 404);
    const auto& changes = client.app.world().changes;
    REQUIRE(changes.size() == 3);
    CHECK(changes[1].action == Action::remove);
    CHECK(changes[1].merged_with == 1);
    CHECK(changes[2].action == Action::merge);
    CHECK(changes[2].merged_with == 7);
}

TEST_CASE("what belonged to a merged contact belongs to the other")
{
    TestClient client(writing);

    CHECK(client.call("PUT", "/v1/organizations/2/merge", Json::Object{{"merge_with_id", 1}})
              .status == 200);
    CHECK(client.call("PUT", "/v1/persons/2/merge", Json::Object{{"merge_with_id", 1}}).status ==
          200);

    const Json deal = client.read("/api/v2/deals/2")["data"];
    CHECK(deal["org_id"].int_or(0) == 1);
    CHECK(deal["person_id"].int_or(0) == 1);
    CHECK(client.read("/api/v2/persons/1")["data"]["emails"].if_array()->size() == 3);
}

TEST_CASE("a record merges neither with itself nor with one that is not there")
{
    TestClient client(writing);

    CHECK(client.call("PUT", "/v1/deals/1/merge", Json::Object{{"merge_with_id", 1}}).status ==
          400);
    CHECK(client.call("PUT", "/v1/deals/1/merge", Json::object()).status == 400);
    CHECK(client.call("PUT", "/v1/deals/1/merge", Json::Object{{"merge_with_id", 99}}).status ==
          404);
    CHECK(client.call("PUT", "/v1/deals/99/merge", Json::Object{{"merge_with_id", 1}}).status ==
          404);
    CHECK(client.app.world().changes.empty());
}

TEST_CASE("a duplicated deal has lines of its own")
{
    TestClient client(writing);

    const Json copy = json_of(client.call("POST", "/v1/deals/1/duplicate"))["data"];

    CHECK(copy["id"].int_or(0) == 17);
    CHECK(copy["value"].dump() == "555");
    CHECK(client.read("/api/v2/deals/17/products")["data"].if_array()->size() == 3);
    CHECK(client.call("POST", "/v1/deals/99/duplicate").status == 404);
}
