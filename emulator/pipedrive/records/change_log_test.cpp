#include "emulator/pipedrive/records/change_log.hpp"

#include <doctest/doctest.h>

using namespace emulator::pipedrive;

namespace {

Change change_of_title(RecordId id, const char* before, const char* after)
{
    return {.entity = "deal",
            .id = id,
            .before = Json::Object{{"id", id}, {"title", before}},
            .after = Json::Object{{"id", id}, {"title", after}},
            .user_id = 815};
}

} // namespace

TEST_CASE("the log keeps of a change the fields that have another value")
{
    ChangeLog log;
    Change change = change_of_title(7, "Pond", "Lake");
    change.before.set("custom_fields", Json::Object{{"c1", "x"}, {"gone", 5}});
    change.after.set("custom_fields", Json::Object{{"c1", "y"}});

    log.add(change);

    const auto entries = log.of("deal", 7);
    REQUIRE(entries.size() == 1);
    CHECK(entries[0]->user_id == 815);
    REQUIRE(entries[0]->fields.size() == 3);
    CHECK(entries[0]->fields[0].field == "title");
    CHECK(entries[0]->fields[0].before.string_or() == "Pond");
    CHECK(entries[0]->fields[0].after.string_or() == "Lake");
    CHECK(entries[0]->fields[1].field == "c1");
    CHECK(entries[0]->fields[2].field == "gone");
    CHECK(entries[0]->fields[2].after.is_null());
    CHECK(log.of("person", 7).empty());
    CHECK(log.of("deal", 8).empty());
}

TEST_CASE("a line of a deal is in the log of the deal; notes and what changes nothing are in none")
{
    ChangeLog log;
    const Json line = Json::Object{{"deal_id", 7}, {"name", "Rock Fountain"}};

    log.add({.entity = "deal_product", .id = 1, .action = Action::create, .after = line});
    log.add({.entity = "deal_product", .id = 1, .action = Action::remove, .before = line});
    log.add({.entity = "note", .id = 7, .after = Json::Object{{"deal_id", 7}}});
    log.add(change_of_title(7, "Pond", "Pond"));
    log.add({.entity = "deal", .id = 7, .action = Action::remove, .before = Json::object()});

    const auto entries = log.of("deal", 7);
    REQUIRE(entries.size() == 2);
    CHECK(entries[0]->fields[0].before.is_null());
    CHECK(entries[1]->fields[0].before["name"].string_or() == "Rock Fountain");
}

TEST_CASE("the log forgets the oldest change when it is full")
{
    ChangeLog log;

    for (RecordId id = 0; id <= static_cast<RecordId>(ChangeLog::size_max); ++id) {
        log.add(change_of_title(id, "a", "b"));
    }

    CHECK(log.of("deal", 0).empty());
    CHECK(log.of("deal", 1).size() == 1);
}
