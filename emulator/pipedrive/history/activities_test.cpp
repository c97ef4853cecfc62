#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

using namespace emulator::pipedrive;

namespace {

const Options wide{.scopes = "base,deals:full,contacts:full,products:full,activities:full"};

} // namespace

TEST_CASE("an activity is made, done, counted on its deal and deleted")
{
    TestClient client(wide);

    const Json made = json_of(
        client.call("POST",
                    "/api/v2/activities",
                    Json::Object{{"subject", "Call Ann"},
                                 {"deal_id", 1},
                                 {"due_date", "2026-12-01"},
                                 {"due_time", "15:00"},
                                 {"participants",
                                  Json::Array{Json::Object{{"person_id", 2}, {"primary", true}}}},
                                 {"note", "<b>ask</b><script>x</script>"}}))["data"];
    const std::string path = "/api/v2/activities/" + made["id"].dump();
    const Json counted =
        client.read("/api/v2/deals/1?include_fields=undone_activities_count,next_activity_id");
    const Json done = json_of(client.call("PATCH", path, Json::Object{{"done", true}}))["data"];

    CHECK(made["type"].string_or() == "call");
    CHECK(made["person_id"].int_or(0) == 2);
    CHECK(made["note"].string_or() == "<b>ask</b>");
    CHECK(counted["data"]["undone_activities_count"].int_or(0) == 1);
    CHECK(counted["data"]["next_activity_id"] == made["id"]);
    CHECK_FALSE(done["marked_as_done_time"].is_null());
    CHECK(client.read("/api/v2/activities?done=true&person_id=2")["data"].if_array()->size() == 1);
    CHECK(client.read("/api/v2/activities?done=false")["data"].dump() == "[]");
    CHECK(client.call("DELETE", path).status == 200);
    CHECK(client.call("GET", path).status == 404);
}

TEST_CASE("a wrong activity is refused")
{
    TestClient client(wide);

    for (const char* body : {R"({"type":"dance"})",
                             R"({"deal_id":999})",
                             R"({"due_time":"noon"})",
                             R"({"participants":[{"person_id":999}]})",
                             R"({"done":1})"}) {
        CAPTURE(body);
        CHECK(client.call("POST", "/api/v2/activities", Json::parse(body).value()).status == 400);
    }
    CHECK(client.read("/api/v2/activities")["data"].dump() == "[]");
    CHECK(client.read("/v1/activityTypes")["data"].if_array()->size() == 6);
}

TEST_CASE("users follow a record once, and stop")
{
    TestClient client(wide);
    const std::string path = "/api/v2/organizations/1/followers";
    const Json second = Json::Object{{"user_id", 816}};

    CHECK(client.read(path)["data"].if_array()->size() == 1);
    CHECK(client.call("POST", path, second).status == 201);
    CHECK(client.call("POST", path, second).status == 400);
    CHECK(client.call("POST", path, Json::Object{{"user_id", 1}}).status == 400);
    CHECK(client.read(path)["data"].if_array()->size() == 2);
    CHECK(client.call("DELETE", path + "/816").status == 200);
    CHECK(client.call("DELETE", path + "/816").status == 404);
    CHECK(client.call("GET", "/api/v2/deals/999/followers").status == 404);
}
