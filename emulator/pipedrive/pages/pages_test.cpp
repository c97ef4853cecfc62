#include "crypto/jwt.hpp"
#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

using namespace emulator::pipedrive;
using namespace std::chrono_literals;

namespace {

constexpr const char* panel =
    "/_emulator/surface?kind=panel&resource=deal&view=details&selectedIds=1";

net::Parameters query_of(const std::string& url)
{
    return net::parse_query(url.substr(url.find('?') + 1)).value();
}

billbridge::Result<Json> verified(std::string_view token, Time now)
{
    return billbridge::crypto::verify_jwt(token, {billbridge::Secret("pd-secret")}, now);
}

} // namespace

TEST_CASE("every page says that it is an emulator")
{
    TestClient client;

    for (const char* path : {"/deals",
                             "/deal/1",
                             "/deal/999",
                             "/person/1",
                             "/persons/list",
                             "/organization/1",
                             "/organizations/list",
                             "/settings/marketplace",
                             "/settings/marketplace/app/pd-client/app-settings"}) {
        CAPTURE(path);
        const auto page = client.get(path);
        CHECK(page.body.contains("This is an emulator"));
        CHECK(page.headers.get("content-type") == "text/html; charset=utf-8");
    }
}

TEST_CASE("pages about records that do not exist say so")
{
    TestClient client;

    for (const char* path : {"/deal/999", "/deal/x", "/person/999", "/organization/999"}) {
        CAPTURE(path);
        CHECK(client.get(path).status == 404);
    }
    CHECK(client.get("/settings/marketplace/app/other/app-settings").status == 404);
}

TEST_CASE("the deal page shows products, contacts, custom fields and the app's places")
{
    TestClient client;

    const std::string page = client.get("/deal/1").body;

    for (const char* text : {"Bird garden with fountain",
                             "Rock Fountain",
                             "555.00 USD",
                             "Amy&#39;s Bird Sanctuary",
                             "Birds@Intuit.com (work, primary)",
                             "PO-7781",
                             "Net 30",
                             "Planting, Paving",
                             "data-panel",
                             "data-action=\"invoice\">Create invoice"}) {
        CAPTURE(text);
        CHECK(page.contains(text));
    }
}

TEST_CASE("text of records cannot become markup")
{
    TestClient client;

    const std::string page = client.get("/deal/14").body;

    CHECK(page.contains("WC 42 &lt;rooftop&gt; &amp;"));
    CHECK_FALSE(page.contains("<rooftop>"));
}

TEST_CASE("without an installation the deal page has a hint in place of the panel")
{
    TestBrowser browser;

    const std::string page = browser.get("/deal/1").body;

    CHECK(page.contains("href=\"/settings/marketplace\">Go to Marketplace apps"));
    CHECK_FALSE(page.contains("data-panel"));
    CHECK_FALSE(page.contains("data-action"));
    CHECK(browser.get(panel).status == 404);
    CHECK(browser.get("/_emulator/signed-token").status == 404);
}

TEST_CASE("an installation is one user's own")
{
    TestClient client;

    client.send("POST", "/_emulator/state", {}, R"({"user":816})");

    CHECK_FALSE(client.get("/deal/1").body.contains("data-panel"));
    CHECK(client.get("/settings/marketplace").body.contains("Not installed for Emily Platt"));
    CHECK(client.get("/settings/marketplace/app/pd-client/app-settings").status == 303);
}

TEST_CASE("the Marketplace installs through the app's own address and uninstalls by form")
{
    TestBrowser browser;

    const std::string before = browser.get("/settings/marketplace").body;
    browser.install();
    const std::string after = browser.get("/settings/marketplace").body;

    CHECK(before.contains("href=\"http://127.0.0.1:8080/pipedrive/install\""));
    CHECK(after.contains("action=\"/settings/marketplace/uninstall\""));
    CHECK(after.contains("href=\"/settings/marketplace/app/pd-client/app-settings\""));
}

TEST_CASE("a frame's address carries the parameters of its kind and a token of its own")
{
    TestClient client;

    const Json first = json_of(client.get(panel));
    const Json second = json_of(client.get(panel));

    const std::string url = first["url"].string_or();
    const auto query = query_of(url);
    CHECK(url.starts_with("http://127.0.0.1:8080/ui/panel?"));
    CHECK(net::find_parameter(query, "id") == first["id"].string_or());
    CHECK(net::find_parameter(query, "userId") == "815");
    CHECK(net::find_parameter(query, "companyId") == "4711");
    CHECK(net::find_parameter(query, "resource") == "deal");
    CHECK(net::find_parameter(query, "view") == "details");
    CHECK(net::find_parameter(query, "selectedIds") == "1");
    CHECK(net::find_parameter(query, "theme") == "light");
    CHECK(verified(net::find_parameter(query, "token"), client.clock.now()).has_value());
    CHECK(first["id"] != second["id"]);
}

TEST_CASE("a floating window exists once the app registers one")
{
    TestClient client;
    constexpr const char* window = "/_emulator/surface?kind=floating";

    const int before = client.get(window).status;
    const auto refused =
        client.send("POST", "/_emulator/extension", {}, R"({"floating_window":"//elsewhere"})");
    const auto set =
        client.send("POST", "/_emulator/extension", {}, R"({"floating_window":"/ui/window"})");
    const std::string url = json_of(client.get(window))["url"].string_or();

    CHECK(before == 404);
    CHECK(refused.status == 400);
    CHECK(client.send("POST", "/_emulator/extension", {}, "{").status == 400);
    CHECK(set.status == 200);
    CHECK(url.starts_with("http://127.0.0.1:8080/ui/window?"));
    CHECK_FALSE(url.contains("selectedIds"));
}

TEST_CASE("a link action leads to the app with what it is about")
{
    TestClient client;
    constexpr const char* links =
        R"({"links":[{"id":"books","name":"Open <books>","path":"/ui/books"}]})";

    const auto registered = client.send("POST", "/_emulator/extension", {}, links);
    const auto followed = client.get("/app-extensions/actions/books?resource=deal&view=list"
                                     "&selectedIds=1%2C3&excludedIds=&filter=");
    const std::string page = client.get("/deal/1").body;

    CHECK(json_of(registered)["links"].if_array()->size() == 1);
    CHECK(followed.status == 302);
    const std::string target(followed.headers.get("location"));
    const auto query = query_of(target);
    CHECK(target.starts_with("http://127.0.0.1:8080/ui/books?"));
    CHECK(net::find_parameter(query, "selectedIds") == "1,3");
    CHECK(net::find_parameter(query, "userId") == "815");
    CHECK(verified(net::find_parameter(query, "token"), client.clock.now()).has_value());
    CHECK(page.contains("href=\"/app-extensions/actions/books?resource=deal&amp;view=details"
                        "&amp;selectedIds=1\""));
    CHECK(page.contains("Open &lt;books&gt;"));
    CHECK(client.get("/app-extensions/actions/other").status == 404);
    client.send("POST", "/_emulator/state", {}, R"({"user":816})");
    CHECK(client.get("/app-extensions/actions/books").status == 404);
}

TEST_CASE("what cannot be registered as a link action changes nothing")
{
    TestClient client;

    for (const char* wrong : {R"({"links":{}})",
                              R"({"links":[{"id":"a","name":"A","path":"//elsewhere"}]})",
                              R"({"links":[{"id":"a","path":"/a"}]})",
                              R"({"links":[{"id":"a","name":"A","path":"/a"},)"
                              R"({"id":"b","name":"B","path":"/b"},)"
                              R"({"id":"c","name":"C","path":"/c"}]})",
                              "[]"}) {
        CAPTURE(wrong);
        CHECK(client.send("POST", "/_emulator/extension", {}, wrong).status == 400);
    }
    CHECK(json_of(client.send("POST", "/_emulator/extension", {}, "{}"))["links"]
              .if_array()
              ->empty());
}

TEST_CASE("the lists have boxes to tick for the actions of an installed app")
{
    TestClient client;

    for (const char* path : {"/deals", "/persons/list", "/organizations/list"}) {
        CAPTURE(path);
        const std::string page = client.get(path).body;
        CHECK(page.contains("data-select value=\"1\""));
        CHECK(page.contains("data-select-all"));
        CHECK(page.contains("data-action=\"invoice\""));
    }
    client.send("POST", "/_emulator/state", {}, R"({"user":816})");
    CHECK_FALSE(client.get("/persons/list").body.contains("data-select"));
}

TEST_CASE("in a list everything may be selected, less some")
{
    TestClient client;

    const Json modal = json_of(client.get(
        "/_emulator/surface?kind=modal&action=invoice&resource=person&view=list&selectedIds="
        "&excludedIds=2&filter=%7B%22everyone%22%3A1%7D"));

    const auto query = query_of(modal["url"].string_or());
    CHECK(net::find_parameter(query, "selectedIds").empty());
    CHECK(net::find_parameter(query, "excludedIds") == "2");
    CHECK(net::find_parameter(query, "filter") == R"({"everyone":1})");
}

TEST_CASE("parts of Pipedrive that are not played have a page that says so")
{
    TestClient client;

    for (const char* path : {"/leads", "/leads/x-1", "/campaigns", "/campaigns/3", "/projects/4"}) {
        CAPTURE(path);
        CHECK(client.get(path).status == 200);
        CHECK(client.get(path).body.contains("the emulator does not play it"));
    }
}

TEST_CASE("the form for an activity creates one, or says what is wrong")
{
    TestClient client;

    const auto created = client.send(
        "POST",
        "/_page/activity",
        {},
        R"({"subject":"Call","due_date":"2026-12-01","note":"<b>a</b><script>","deal_id":1})");

    CHECK(created.status == 200);
    CHECK(client.get("/deal/1").body.contains("due 1 Dec 2026"));
    CHECK(client.get("/deal/1").body.contains("<b>a</b>"));
    CHECK_FALSE(client.get("/deal/1").body.contains("<script>"));
    CHECK(client.send("POST", "/_page/activity", {}, R"({"deal_id":999})").status == 400);
    CHECK(client.send("POST", "/_page/activity", {}, "[").status == 400);
}

TEST_CASE("a record modal creates the deal and whom it names, but nothing for a refused deal")
{
    TestClient client;
    const std::string deal = R"({"title":"Pond","person":"New Face","organization":"New Firm"})";

    const auto refused =
        client.send("POST", "/_page/deal", {}, R"({"title":"","organization":"Left out"})");
    const auto created = client.send("POST", "/_page/deal", {}, deal);
    const RecordId id = json_of(created)["data"]["id"].int_or(0);
    const Json record = client.read("/api/v2/deals/" + std::to_string(id));

    CHECK(refused.status == 400);
    CHECK_FALSE(client.get("/organizations/list").body.contains("Left out"));
    CHECK(record["data"]["title"].string_or() == "Pond");
    CHECK(client.get("/deal/" + std::to_string(id)).body.contains("New Face"));
    CHECK(client.get("/deal/" + std::to_string(id)).body.contains("New Firm"));
    CHECK(client.send("POST", "/_page/deal", {}, "{").status == 400);
    CHECK(client.send("POST", "/_page/lead", {}, "{}").status == 404);
}

TEST_CASE("a modal is named by its action and gets the data of its opener")
{
    TestClient client;

    const Json modal = json_of(client.get("/_emulator/surface?kind=modal&resource=deal&view=details"
                                          "&selectedIds=1&action=invoice&data=%7B%22a%22%3A1%7D"));
    const Json settings = json_of(client.get("/_emulator/surface?kind=settings"));

    const std::string url = modal["url"].string_or();
    CHECK(url.starts_with("http://127.0.0.1:8080/ui/invoice?"));
    CHECK(net::find_parameter(query_of(url), "data") == "{\"a\":1}");
    CHECK(settings["url"].string_or().starts_with("http://127.0.0.1:8080/ui/settings?"));
    CHECK(net::find_parameter(query_of(settings["url"].string_or()), "resource").empty());
    CHECK(client.get("/_emulator/surface?kind=modal&action=other").status == 404);
    CHECK(client.get("/_emulator/surface?kind=window").status == 404);
}

TEST_CASE("the signed token names user and company for five minutes")
{
    TestClient client;

    const std::string token = json_of(client.get("/_emulator/signed-token"))["token"].string_or();

    const Time now = client.clock.now();
    const auto claims = verified(token, now);
    REQUIRE(claims.has_value());
    CHECK((*claims)["userId"].int_or(0) == 815);
    CHECK((*claims)["companyId"].int_or(0) == 4711);
    CHECK((*claims)["exp"].int_or(0) - (*claims)["iat"].int_or(0) == 300);
    CHECK_FALSE(verified(token, now + 6min).has_value());
    CHECK_FALSE(
        billbridge::crypto::verify_jwt(token, {billbridge::Secret("other")}, now).has_value());
}

TEST_CASE("language and theme belong to a user and show in users/me, page and frame")
{
    TestClient client;

    const auto answer = client.post_form(
        "/settings/preferences", {{"language", "pl"}, {"theme", "dark"}, {"back", "/deal/1"}});

    CHECK(answer.status == 303);
    CHECK(answer.headers.get("location") == "/deal/1");
    const Json user = client.read("/v1/users/me")["data"];
    CHECK(user["language"].dump() == R"({"language_code":"pl","country_code":"PL"})");
    CHECK(client.get("/deal/1").body.contains("data-theme=\"dark\""));
    CHECK(json_of(client.get(panel))["url"].string_or().contains("theme=dark"));
    client.send("POST", "/_emulator/state", {}, R"({"user":816})");
    CHECK(client.get("/deal/1").body.contains("data-theme=\"light\""));
}

TEST_CASE("preferences never lead to another site, and wrong ones change nothing")
{
    TestBrowser browser;

    for (const char* back : {"https://evil.test/", "//evil.test/", "/\\evil.test", ""}) {
        CAPTURE(back);
        const auto answer = browser.post_form("/settings/preferences", {{"back", back}});
        CHECK(answer.headers.get("location") == "/deals");
    }
    CHECK(browser.post_form("/settings/preferences", {{"language", "de"}}).status == 400);
    CHECK(browser.send("POST", "/_emulator/state", {}, R"({"user":1,"theme":"dark"})").status ==
          400);
    CHECK(browser.send("POST", "/_emulator/state", {}, "nonsense").status == 400);
    CHECK(json_of(browser.get("/_emulator/state"))["user"]["theme"].string_or() == "light");
}

TEST_CASE("the state tells who is signed in and for whom the app is installed")
{
    TestClient client;

    const Json state = json_of(client.get("/_emulator/state"));

    CHECK(state["company_id"].int_or(0) == 4711);
    CHECK(state["user"]["id"].int_or(0) == 815);
    const auto& users = *state["users"].if_array();
    REQUIRE(users.size() == 2);
    CHECK(users[0]["installed"].bool_or(false));
    CHECK(users[1]["installed"].bool_or(true) == false);
}

TEST_CASE("tests can make the access token or the refresh token expire")
{
    TestClient client;
    const Json tokens = client.install();
    const net::Parameters refresh = {{"grant_type", "refresh_token"},
                                     {"refresh_token", tokens["refresh_token"].string_or()}};

    client.send("POST", "/_emulator/expire-access-tokens");
    const int call = client.call("GET", "/v1/users/me").status;
    const int first = client.ask_token(refresh).status;
    client.send("POST", "/_emulator/expire-refresh-tokens");
    const int second = client.ask_token(refresh).status;

    CHECK(call == 401);
    CHECK(first == 200);
    CHECK(second == 400);
    CHECK(client.get("/deal/1").body.contains("data-panel")); // still installed
}

TEST_CASE("the history tells who changed what from what to what, in the reader's language")
{
    TestClient client;
    client.call("PATCH",
                "/api/v2/deals/1",
                Json::Object{{"title", "Bird <garden>"},
                             {"stage_id", 2},
                             {"expected_close_date", "2026-12-24"}});
    client.call("POST",
                "/api/v2/deals/1/products",
                Json::Object{{"product_id", 1}, {"item_price", 2500}, {"quantity", 2}});
    client.clock.advance(1min);
    client.post_form("/deal/1/status", {{"status", "won"}});

    const std::string english = client.get("/deal/1").body;
    client.send("POST", "/_emulator/state", {}, R"({"language":"pl"})");
    const std::string polish = client.get("/deal/1").body;

    CHECK(english.contains("Title: Bird garden with fountain → Bird &lt;garden&gt;"));
    CHECK(english.contains("→ 24 Dec 2026"));
    CHECK(english.contains("2,500.00 USD"));
    CHECK(english.contains("Status: Open → Won"));
    CHECK(english.find("Status: Open") < english.find("Title: Bird"));
    CHECK(polish.contains("Status: Otwarta → Wygrana"));
    CHECK(polish.contains("→ 24.12.2026"));
    CHECK(polish.contains("2500,00 USD"));
}

TEST_CASE("the history has the activities of deals, people and organizations")
{
    TestClient client(Options{.scopes = "base,deals:full,contacts:read,activities:full"});
    client.call("POST",
                "/api/v2/activities",
                Json::Object{{"subject", "Measure <the> pond"},
                             {"due_date", "2026-11-30"},
                             {"due_time", "09:30"},
                             {"deal_id", 1},
                             {"org_id", 1},
                             {"participants",
                              Json::Array{Json::Object{{"person_id", 1}, {"primary", true}}}}});

    for (const char* path : {"/deal/1", "/person/1", "/organization/1"}) {
        CAPTURE(path);
        const std::string page = client.get(path).body;
        CHECK(page.contains("data-kind=\"activity\""));
        CHECK(page.contains("Measure &lt;the&gt; pond"));
        CHECK(page.contains("due 30 Nov 2026, 09:30"));
        CHECK(page.contains("role=\"tablist\""));
    }
    CHECK_FALSE(client.get("/person/2").body.contains("Measure"));
    CHECK(client.get("/deal/1").body.contains("data-tab=\"invoice\""));
    CHECK_FALSE(client.get("/person/1").body.contains("data-tab=\"invoice\""));
}

TEST_CASE("the history shows notes newest first and changes its version with them")
{
    TestClient client;
    const auto write = [&](const char* content) {
        client.call("POST", "/v1/notes", Json::Object{{"content", content}, {"deal_id", 1}});
    };

    const Json before = json_of(client.get("/_emulator/history?kind=deal&id=1"));
    write("older <b>one</b>");
    write("newer one");
    const Json after = json_of(client.get("/_emulator/history?kind=deal&id=1"));

    const std::string html = after["html"].string_or();
    CHECK(before["html"].string_or().contains("Created"));
    CHECK(before["version"] != after["version"]);
    CHECK(html.contains("older <b>one</b>"));
    CHECK(html.find("newer one") < html.find("older"));
    CHECK(client.get("/deal/1").body.contains("newer one"));
    CHECK(client.get("/_emulator/history?kind=deal&id=999").status == 404);
    CHECK(client.get("/_emulator/history?kind=product&id=1").status == 404);
}

TEST_CASE("tests can list the notes of a deal without a token")
{
    TestClient client;
    client.call("POST", "/v1/notes", Json::Object{{"content", "x"}, {"deal_id", 1}});

    CHECK(json_of(client.get("/_emulator/notes?deal_id=1"))["notes"].if_array()->size() == 1);
    CHECK(json_of(client.get("/_emulator/notes?deal_id=2"))["notes"].if_array()->empty());
}

TEST_CASE("every script and style that a page names is served, and nothing else")
{
    TestClient client;

    const std::string page = client.get("/deal/1").body;

    const std::string folder = "/_static/";
    int count = 0;
    for (std::size_t at = page.find(folder); at != std::string::npos;
         at = page.find(folder, at + 1)) {
        const std::string file = page.substr(at, page.find('"', at) - at);
        CAPTURE(file);
        const auto answer = client.get(file);
        CHECK(answer.status == 200);
        CHECK(answer.headers.get("content-type")
                  .starts_with(file.ends_with(".css") ? "text/css" : "text/javascript"));
        ++count;
    }
    CHECK(count == 5);
    CHECK(client.get("/_static/other.js").status == 404);
}
