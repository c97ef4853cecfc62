#include "emulator/pipedrive/hooks/hooks.hpp"

#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

using namespace emulator::pipedrive;
using namespace std::chrono_literals;

namespace {

/// An app that keeps what it is told and answers as prepared.
struct Listener {
    int status = 200;
    std::vector<net::ClientRequest> told;

    Options options()
    {
        return {.scopes = "base,deals:full,contacts:full,webhooks:full",
                .send_hook = [this](net::ClientRequest request, emulator::kit::Courier::Done done) {
                    told.push_back(std::move(request));
                    done(status);
                }};
    }
};

struct ListeningClient : Listener {
    TestClient client{options()};

    Json subscribe(const char* object = "*", const char* action = "*")
    {
        const auto answer = client.call("POST",
                                        "/api/v1/webhooks",
                                        Json::Object{{"name", "all"},
                                                     {"subscription_url", "http://app/hooks"},
                                                     {"event_object", object},
                                                     {"event_action", action},
                                                     {"http_auth_user", "u"},
                                                     {"http_auth_password", "p"}});
        CHECK(answer.status == 201);
        return json_of(answer)["data"];
    }

    void write_note(const char* content)
    {
        client.call("POST", "/v1/notes", Json::Object{{"content", content}, {"deal_id", 1}});
    }

    void wait(std::chrono::milliseconds time)
    {
        client.clock.advance(time);
        client.app.tend();
    }

    Json body(std::size_t index) { return Json::parse(told.at(index).body).value(); }
};

} // namespace

TEST_CASE("a subscriber hears of what was made, with who, when and where")
{
    ListeningClient world;
    const Json hook = world.subscribe("note");

    world.write_note("hello");

    REQUIRE(world.told.size() == 1);
    const Json body = world.body(0);
    CHECK(body["meta"]["action"] == Json("create"));
    CHECK(body["meta"]["entity"] == Json("note"));
    CHECK(body["meta"]["user_id"] == Json("815"));
    CHECK(body["meta"]["webhook_id"] == Json(hook["id"].dump()));
    CHECK(body["meta"]["change_source"] == Json("api"));
    CHECK(body["meta"]["attempt"] == Json(1));
    CHECK(body["data"]["content"] == Json("hello"));
    CHECK(body["previous"].is_null());
    CHECK(world.told.front().headers.get("authorization") == "Basic dTpw");
}

TEST_CASE("what one action causes has one correlation id, and every event an id of its own")
{
    ListeningClient world;
    world.subscribe();

    world.client.call("PUT", "/v1/deals/1/merge", Json::Object{{"merge_with_id", 2}});
    const std::size_t of_merge = world.told.size();
    world.client.call("PATCH", "/api/v2/deals/2", Json::Object{{"title", "Later"}});

    REQUIRE(of_merge >= 2);
    REQUIRE(world.told.size() > of_merge);
    const Json first = world.body(0)["meta"];
    const Json second = world.body(1)["meta"];
    const Json later = world.body(of_merge)["meta"];
    CHECK(first["correlation_id"] == second["correlation_id"]);
    CHECK(first["id"] != second["id"]);
    CHECK(later["correlation_id"] != first["correlation_id"]);
}

TEST_CASE("subscriptions that make no sense are refused")
{
    ListeningClient world;
    const Json good = Json::Object{{"name", "all"},
                                   {"subscription_url", "http://app/hooks"},
                                   {"event_object", "deal"},
                                   {"event_action", "*"}};
    const std::vector<std::pair<const char*, Json>> mistakes = {
        {"subscription_url", "app/hooks"},
        {"subscription_url", "http://"},
        {"subscription_url", "http://127.0.0.1:8081/api/v2/deals"},
        {"subscription_url", "https://acme.pipedrive.com/v1/notes"},
        {"event_object", "invoice"},
        {"event_action", "*.*"},
        {"name", ""},
        {"http_auth_user", 7},
        {"http_auth_password", Json::object()},
        {"user_id", "815"},
        {"user_id", 999999},
        {"version", 2}};
    for (const auto& [member, value] : mistakes) {
        CAPTURE(std::string(member));
        CAPTURE(value.dump());
        Json body = good;
        body.set(member, value);
        const auto answer = world.client.call("POST", "/api/v1/webhooks", body);
        CHECK(answer.status == 400);
        CHECK(json_of(answer)["errors"].find(member) != nullptr);
    }
    CHECK(json_of(world.client.call("GET", "/api/v1/webhooks"))["data"] == Json::array());
}

TEST_CASE("an administrator names the user whose permissions decide what is heard")
{
    ListeningClient world;
    const Json state = json_of(world.client.get("/_emulator/state"));
    const auto& users = *state["users"].if_array();
    const auto admin = std::ranges::find_if(
        users, [](const Json& user) { return user["is_admin"].bool_or(false); });
    const auto other = std::ranges::find_if(
        users, [](const Json& user) { return !user["is_admin"].bool_or(true); });
    REQUIRE(admin != users.end());
    REQUIRE(other != users.end());
    auto subscribe_as = [&](const Json& who, const Json& whose) {
        world.client.send("POST", "/_emulator/state", {}, Json(Json::Object{{"user", who}}).dump());
        world.client.token = world.client.install()["access_token"].string_or();
        return world.client.call("POST",
                                 "/api/v1/webhooks",
                                 Json::Object{{"name", "all"},
                                              {"subscription_url", "http://app/hooks"},
                                              {"event_object", "note"},
                                              {"event_action", "*"},
                                              {"user_id", whose}});
    };

    const auto refused = subscribe_as((*other)["id"], (*admin)["id"]);
    const auto taken = subscribe_as((*admin)["id"], (*other)["id"]);

    CHECK(refused.status == 403);
    CHECK(taken.status == 201);
    CHECK(json_of(taken)["data"]["user_id"] == (*other)["id"]);
    CHECK(json_of(taken)["data"]["owner_id"] == (*admin)["id"]);
}

TEST_CASE("of a change only what changed comes as previous, and a page's change says so")
{
    ListeningClient world;
    world.subscribe("deal", "change");

    world.client.post_form("/deal/1/status", {{"status", "won"}});

    REQUIRE(world.told.size() == 1);
    const Json body = world.body(0);
    CHECK(body["data"]["status"] == Json("won"));
    CHECK(body["previous"]["status"] == Json("open"));
    CHECK(body["previous"].find("title") == nullptr);
    CHECK(body["meta"]["change_source"] == Json("app"));
}

TEST_CASE("other objects and actions are not told")
{
    ListeningClient world;
    world.subscribe("deal");
    world.subscribe("note", "delete");

    world.write_note("hello");

    CHECK(world.told.empty());
}

TEST_CASE("what is not acknowledged comes three times more with the same id")
{
    ListeningClient world;
    world.subscribe("note");
    world.status = 500;

    world.write_note("hello");
    world.wait(3s);
    world.wait(30s);
    world.wait(150s);
    world.wait(3600s);

    REQUIRE(world.told.size() == 4);
    CHECK(world.body(3)["meta"]["attempt"] == Json(4));
    CHECK(world.body(3)["meta"]["id"] == world.body(0)["meta"]["id"]);
}

TEST_CASE("ten failures in a row ban a hook for half an hour, and three days end it")
{
    ListeningClient world;
    world.subscribe("note");
    world.status = 500;
    for (int i = 0; i < 10; ++i) {
        world.write_note("fails");
    }
    world.wait(200s);
    world.wait(200s);
    world.wait(200s);
    world.status = 200;
    const std::size_t told = world.told.size();

    world.write_note("lost");
    CHECK(world.told.size() == told);
    world.wait(30min);
    world.write_note("heard");
    CHECK(world.told.size() == told + 1);

    world.status = 500;
    world.write_note("fails");
    world.wait(73h);
    const Json left = json_of(world.client.get("/_emulator/webhooks"));
    CHECK(left["webhooks"] == Json(Json::array()));
}

TEST_CASE("subscriptions are listed and deleted, and go with the app")
{
    ListeningClient world;
    const Json first = world.subscribe();
    world.subscribe();
    CHECK(world.client.read("/api/v1/webhooks")["data"].if_array()->size() == 2);

    const std::string path = "/api/v1/webhooks/" + first["id"].dump();
    CHECK(world.client.call("DELETE", path).status == 200);
    CHECK(world.client.call("DELETE", path).status == 404);
    CHECK(world.client.call("DELETE", "/api/v1/webhooks/x").status == 404);
    world.client.post_form("/settings/marketplace/uninstall", {});
    world.client.post_form("/deal/1/status", {{"status", "won"}});

    CHECK(world.told.empty());
}

TEST_CASE("a subscription that is wrong, or one too many, is refused")
{
    ListeningClient world;
    const Json good = Json::Object{{"name", "n"},
                                   {"subscription_url", "http://app/hooks"},
                                   {"event_object", "deal"},
                                   {"event_action", "*"}};
    auto status = [&](const char* member, const char* value) {
        Json body = good;
        body.set(member, value);
        return world.client.call("POST", "/v1/webhooks", body).status;
    };

    CHECK(status("subscription_url", "nonsense") == 400);
    CHECK(status("event_object", "moon") == 400);
    CHECK(status("event_action", "explode") == 400);
    CHECK(status("version", "1.0") == 400);
    CHECK(status("name", "") == 400);
    CHECK(world.client.call("POST", "/v1/webhooks", Json::array()).status == 400);
    for (std::size_t i = 0; i < Hooks::hooks_max; ++i) {
        CHECK(status("name", "again") == 201);
    }
    CHECK(status("name", "too many") == 422);
}

TEST_CASE("deliveries are held and let go on demand")
{
    ListeningClient world;
    world.subscribe("note");
    auto control = [&](const char* path, std::string body) {
        return json_of(world.client.send("POST", path, {}, std::move(body)));
    };

    control("/_emulator/webhooks", R"({"hold":true})");
    world.write_note("waits");
    CHECK(world.told.empty());
    control("/_emulator/webhooks/deliver", "");

    CHECK(world.told.size() == 1);
    CHECK(control("/_emulator/webhooks", R"({"hold":"yes"})").find("error") != nullptr);
}
