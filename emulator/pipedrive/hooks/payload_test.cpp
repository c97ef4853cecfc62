#include "emulator/pipedrive/hooks/payload.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace emulator::pipedrive;

namespace {

/// A company whose deals have one custom field, "cf", of that type.
World world_with(const std::string& type)
{
    World world;
    world.fields[RecordKind::deal] = {
        FieldDefinition{.id = 1, .name = "A field", .code = "cf", .type = type, .is_custom = true}};
    return world;
}

Json deal(const Json& value)
{
    return Json::Object{{"id", 1},
                        {"title", "Roof"},
                        {"visible_to", 3},
                        {"custom_fields", Json::Object{{"cf", value}, {"same", "x"}}}};
}

Json told(const std::string& type, const char* value)
{
    const Change change{.entity = "deal", .id = 1, .after = deal(Json::parse(value).value())};
    return payload_of(world_with(type), change).data["custom_fields"]["cf"];
}

} // namespace

TEST_CASE("a custom field's value says of which type it is")
{
    struct Case {
        const char* type;
        const char* value;
        const char* told;
    };
    const std::vector<Case> cases = {
        {"varchar", R"("PO-1")", R"({"type":"varchar","value":"PO-1"})"},
        {"phone", R"("+48 22")", R"({"type":"phone","value":"+48 22"})"},
        {"monetary",
         R"({"value":200,"currency":"EUR"})",
         R"({"type":"monetary","value":200,"currency":"EUR"})"},
        {"enum", "17", R"({"type":"enum","id":17})"},
        {"set", "[13,14]", R"({"type":"set","values":[{"id":13},{"id":14}]})"},
        {"date", R"("2026-06-27")", R"({"type":"date","value":"2026-06-27"})"},
        {"daterange",
         R"({"value":"2026-06-01","until":"2026-06-27"})",
         R"({"type":"daterange","from":"2026-06-01","until":"2026-06-27"})"},
        {"time",
         R"({"value":"00:45:00","timezone_id":310,"timezone_name":"Europe/Warsaw"})",
         R"({"type":"time","value":"00:45:00","timezone_id":310})"},
        {"timerange",
         R"({"value":"00:45:00","until":"01:00:00","timezone_id":310})",
         R"({"type":"timerange","from":"00:45:00","until":"01:00:00","timezone_id":310})"},
        {"user", "815", R"({"type":"user","id":815})"},
        {"address", R"({"value":"12 Oak St"})", R"({"type":"address","value":"12 Oak St"})"},
        {"varchar", "null", "null"}};

    for (const Case& one : cases) {
        CAPTURE(std::string(one.type));
        CHECK(told(one.type, one.value).dump() == one.told);
    }
}

TEST_CASE("of a change previous has the old values of what changed, of custom fields those alone")
{
    const Change change{.entity = "deal", .id = 1, .before = deal("old"), .after = deal("new")};

    const Payload payload = payload_of(world_with("varchar"), change);

    CHECK(payload.data["visible_to"] == Json("3"));
    CHECK(payload.previous.dump() ==
          R"({"custom_fields":{"cf":{"type":"varchar","value":"old"}}})");
}

TEST_CASE("what was made has nothing previous, what was deleted nothing else")
{
    const World world = world_with("varchar");

    const Payload made = payload_of(world, {.entity = "deal", .id = 1, .after = deal("x")});
    const Payload gone = payload_of(world, {.entity = "deal", .id = 1, .before = deal("x")});

    CHECK(made.previous.is_null());
    CHECK(gone.data.is_null());
    CHECK(gone.previous == made.data);
}

TEST_CASE("activities, products and notes have the members that webhooks give them")
{
    const World world;
    auto data = [&](const char* entity, Json record) {
        return payload_of(world, {.entity = entity, .id = 1, .after = std::move(record)})
            .data.dump();
    };

    CHECK(data("activity", Json::Object{{"id", 1}, {"is_deleted", false}, {"busy", true}}) ==
          R"({"id":1,"active_flag":true,"busy_flag":true})");
    CHECK(data("product", Json::Object{{"id", 1}, {"is_linkable", true}}) ==
          R"({"id":1,"selectable":true})");
    CHECK(data("note", Json::Object{{"id", 1}, {"deal_id", 7}, {"deal", Json::object()}}) ==
          R"({"id":1,"deal_id":7})");
}
