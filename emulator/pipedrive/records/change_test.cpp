#include "emulator/pipedrive/records/change.hpp"
#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

using namespace emulator::pipedrive;

TEST_CASE("every write of a note is remembered with what was before and after")
{
    TestClient client;

    const Json note = json_of(
        client.call("POST", "/v1/notes", Json::Object{{"content", "a"}, {"deal_id", 1}}))["data"];
    const std::string path = "/v1/notes/" + note["id"].dump();
    client.call("PUT", path, Json::Object{{"content", "b"}});
    client.call("DELETE", path);

    const auto& changes = client.app.world().changes;
    REQUIRE(changes.size() == 3);
    CHECK(changes[0].entity == "note");
    CHECK(changes[0].action == Action::create);
    CHECK(changes[0].before.is_null());
    CHECK(changes[0].after == note);
    CHECK(changes[1].action == Action::change);
    CHECK(changes[1].before["content"].string_or() == "a");
    CHECK(changes[1].after["content"].string_or() == "b");
    CHECK(changes[2].action == Action::remove);
    CHECK(changes[2].after.is_null());
    CHECK(changes[2].user_id == 815);
    CHECK(changes[2].source == Source::api);
}

TEST_CASE("a refused write is not remembered")
{
    TestClient client;

    client.call("POST", "/v1/notes", Json::Object{{"content", "a"}});

    CHECK(client.app.world().changes.empty());
}

TEST_CASE("what a person does on a page is remembered as theirs")
{
    TestBrowser browser;

    browser.post_form("/deal/1/status", {{"status", "won"}});

    const auto& changes = browser.app.world().changes;
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].entity == "deal");
    CHECK(changes[0].id == 1);
    CHECK(changes[0].source == Source::app);
    CHECK(changes[0].before["status"].string_or() == "open");
    CHECK(changes[0].after["status"].string_or() == "won");
}
