#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

using namespace emulator::pipedrive;

namespace {

constexpr const char* registration = R"({"json_modals":[{"id":"cake","name":"Order <cake>",
    "path":"/json/cake","schema":{"type":"object","properties":{"blocks":{"properties":
    {"size":{"$ref":"#/definitions/element-input","options":{"label":"Size"}}}}}}}]})";

/// A client whose app answers when the test says so.
struct SlowApp {
    std::vector<net::ClientRequest> asked;
    std::vector<AppCalls::Done> waiting;
    TestClient client{Options{.ask = [this](net::ClientRequest request, AppCalls::Done done) {
        asked.push_back(std::move(request));
        waiting.push_back(std::move(done));
    }}};

    SlowApp() { client.send("POST", "/_emulator/extension", {}, registration); }

    std::string call(std::string body = {})
    {
        const auto answer = client.send(
            "POST",
            "/_page/json-modal/cake?resource=deal&view=details&selectedIds=1&form=%7B%7D&invoker=x",
            {},
            std::move(body));
        return "/_page/app-call/" + json_of(answer)["ticket"].string_or();
    }
};

} // namespace

TEST_CASE("the app is asked for a JSON modal with what it is about, and the page waits for it")
{
    SlowApp app;

    const std::string ticket = app.call();
    const Json before = json_of(app.client.get(ticket));
    REQUIRE(app.waiting.size() == 1);
    app.waiting[0](net::ClientResponse{.status = 200, .headers = {}, .body = R"({"data":{}})"});
    const Json after = json_of(app.client.get(ticket));

    CHECK(before["waiting"].bool_or(false));
    CHECK(after.dump() == R"({"status":200,"body":{"data":{}}})");
    const net::ClientRequest& request = app.asked[0];
    CHECK(request.method == "GET");
    CHECK(request.url.starts_with("http://127.0.0.1:8080/json/cake?userId=815&companyId=4711"));
    CHECK(request.url.contains("&resource=deal&view=details&selectedIds=1&form=%7B%7D&invoker=x"));
    CHECK(request.url.contains("&token="));
    CHECK(request.deadline == std::chrono::seconds(10));
}

TEST_CASE("what was filled in goes to the app as JSON; no answer and no JSON are told as such")
{
    SlowApp app;

    const std::string ticket = app.call(R"({"size":"M"})");
    const std::string other = app.call(R"({"size":"L"})");
    app.waiting[0](std::nullopt);
    app.waiting[1](net::ClientResponse{.status = 502, .headers = {}, .body = "<html>"});

    CHECK(app.asked[0].method == "POST");
    CHECK(app.asked[0].body == R"({"size":"M"})");
    CHECK(app.asked[0].headers.get("content-type") == "application/json");
    CHECK(json_of(app.client.get(ticket)).dump() == R"({"status":0,"body":null})");
    CHECK(json_of(app.client.get(other)).dump() == R"({"status":502,"body":null})");
}

TEST_CASE("unknown modals, tickets and users without the app are refused")
{
    SlowApp app;

    CHECK(app.client.send("POST", "/_page/json-modal/other").status == 404);
    CHECK(app.client.get("/_page/app-call/other").status == 404);
    app.client.send("POST", "/_emulator/state", {}, R"({"user":816})");
    CHECK(app.client.send("POST", "/_page/json-modal/cake").status == 404);
    CHECK(app.asked.empty());
}

TEST_CASE("an answer that comes after its call was forgotten is dropped")
{
    SlowApp app;

    const std::string first = app.call();
    for (std::size_t i = 0; i < AppCalls::calls_max; ++i) {
        app.call();
    }
    app.waiting[0](std::nullopt);

    CHECK(app.client.get(first).status == 404);
}

TEST_CASE("a JSON modal is registered with a schema of known blocks and stands in the menu")
{
    TestClient client;

    const auto registered = client.send("POST", "/_emulator/extension", {}, registration);

    CHECK(json_of(registered)["json_modals"].if_array()->size() == 1);
    CHECK(client.get("/deal/1").body.contains("data-action=\"cake\">Order &lt;cake&gt;"));
    for (const char* wrong : {R"({"json_modals":{}})",
                              R"({"json_modals":[{"id":"a","name":"A","path":"/a"}]})",
                              R"({"json_modals":[{"id":"a","name":"A","path":"/a","schema":
                                  {"properties":{"blocks":{"properties":
                                  {"x":{"$ref":"#/definitions/element-map"}}}}}}]})"}) {
        CAPTURE(wrong);
        CHECK(client.send("POST", "/_emulator/extension", {}, wrong).status == 400);
    }
}
