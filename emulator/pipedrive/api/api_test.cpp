#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace emulator::pipedrive;
using namespace std::chrono_literals;

TEST_CASE("a call without a token is unauthorized, a malformed header is a bad request")
{
    TestBrowser browser;

    const auto nobody = browser.get("/api/v2/deals/1");
    const auto unknown = browser.send("GET", "/api/v2/deals/1", {{"authorization", "Bearer x"}});
    const auto malformed = browser.send("GET", "/api/v2/deals/1", {{"authorization", "Token x"}});

    CHECK(nobody.status == 401);
    CHECK(unknown.status == 401);
    CHECK(malformed.status == 400);
}

TEST_CASE("a token whose scopes do not cover the address is refused")
{
    TestClient client(Options{.scopes = "base,contacts:read"});

    const auto refused = client.call("GET", "/api/v2/deals/1");
    const auto note = client.call("POST", "/v1/notes", Json::Object{{"content", "x"}});

    CHECK(refused.status == 403);
    CHECK(json_of(refused)["error"].string_or() == "Scope and URL mismatch");
    CHECK(note.status == 403);
    CHECK(client.call("GET", "/v1/users/me").status == 200);
    CHECK(client.call("GET", "/api/v2/persons/1").status == 200);
}

TEST_CASE("every answer tells how much of the burst limit is left")
{
    TestClient client;

    client.call("GET", "/v1/users/me");
    const auto second = client.call("GET", "/api/v2/deals/999");
    client.clock.advance(3s);
    const auto later = client.call("GET", "/v1/users/me");

    CHECK(second.headers.get("x-ratelimit-limit") == "160");
    CHECK(second.headers.get("x-ratelimit-remaining") == "158");
    CHECK(second.headers.get("x-ratelimit-reset") == "2");
    CHECK(later.headers.get("x-ratelimit-remaining") == "159");
}

TEST_CASE("each call costs its price of the company's day; at midnight the day begins anew")
{
    TestClient client;
    auto left = [&](const char* method, const char* target) {
        const auto answer = client.call(method, target);
        const auto header = answer.headers.get("x-daily-ratelimit-token-remaining");
        return Json::parse(header).value().int_or(-1);
    };
    const std::int64_t all = RateLimits::daily_tokens_by_seat * 2; // the seed has two users

    CHECK(left("GET", "/api/v2/deals/1") == all - 1);
    CHECK(left("GET", "/api/v2/deals") == all - 11);
    CHECK(left("GET", "/v1/users/me") == all - 13);
    CHECK(left("GET", "/api/v2/deals/search?term=xx") == all - 33);
    CHECK(left("DELETE", "/v1/notes/999") == all - 39);
    client.clock.advance(std::chrono::hours(24));
    client.token = client.install()["access_token"].string_or();
    CHECK(left("GET", "/api/v2/deals/1") == all - 1);
}

TEST_CASE("a call that the day's budget does not pay for is refused, a cheaper one is not")
{
    TestClient client;
    CHECK(client.send("POST", "/_emulator/limits", {}, R"({"daily_budget":5})").status == 200);

    const auto list = client.call("GET", "/api/v2/deals");
    const auto one = client.call("GET", "/api/v2/deals/1");

    CHECK(list.status == 429);
    CHECK(list.headers.get("x-daily-ratelimit-token-remaining") == "5");
    CHECK(one.status == 200);
    client.send("POST", "/_emulator/limits", {}, R"({"on":false})");
    CHECK(client.call("GET", "/api/v2/deals").status == 200);

    client.send("POST", "/_emulator/reset");
    const Json limits = json_of(client.get("/_emulator/limits"));
    CHECK(limits["on"] == Json(false));
    CHECK(limits["daily_budget"] == Json(RateLimits::daily_tokens_by_seat * 2));
    CHECK(limits["daily_used"] == Json(0));
}

TEST_CASE("searches have a burst limit of their own")
{
    TestClient client;
    for (std::size_t i = 0; i < RateLimits::burst_of_searches; ++i) {
        CHECK(client.call("GET", "/api/v2/deals/search?term=xx").status == 200);
    }

    const auto search = client.call("GET", "/api/v2/deals/search?term=xx");
    const auto other = client.call("GET", "/api/v2/deals/1");
    client.clock.advance(RateLimits::window);

    CHECK(search.status == 429);
    CHECK(search.headers.get("x-ratelimit-limit") == "10");
    CHECK(search.headers.get("x-ratelimit-remaining") == "0");
    CHECK(other.status == 200);
    CHECK(client.call("GET", "/api/v2/deals/search?term=xx").status == 200);
}

TEST_CASE("limits that make no sense are refused and change nothing")
{
    TestClient client;
    for (const std::string body :
         {R"({"on":1})", R"({"daily_budget":-1})", R"({"daily_budget":"all"})", "7", "{"}) {
        CAPTURE(body);
        CHECK(client.send("POST", "/_emulator/limits", {}, body).status == 400);
    }
    const Json limits = json_of(client.get("/_emulator/limits"));
    CHECK(limits["on"] == Json(true));
    CHECK(limits["daily_used"] == Json(0));
}

TEST_CASE("an app with the invoicing extension registers a user's connection")
{
    TestClient client;
    auto registered = [&] {
        return json_of(client.get("/_emulator/state"))["user"]["invoicing_provider"];
    };
    auto offer = [&](Json data) {
        return client.call(
            "POST", "/api/v1/invoice/user/provider", Json::Object{{"data", std::move(data)}});
    };
    const Json full = Json::Object{
        {"linkId", "7c0d"}, {"orgId", "4620816365002617531"}, {"marketplaceClientId", "pd-client"}};
    CHECK(registered().is_null());

    for (const char* member : {"linkId", "orgId", "marketplaceClientId"}) {
        CAPTURE(member);
        Json data = full;
        data.set(member, Json());
        CHECK(offer(data).status == 400);
    }
    CHECK(offer("7c0d").status == 400);
    CHECK(registered().is_null());
    const auto taken = offer(full);

    CHECK(taken.status == 200);
    const std::string page = json_of(taken)["data"]["redirectUrl"].string_or();
    CHECK(page.starts_with("http://127.0.0.1:8081/settings/marketplace/"));
    CHECK(client.get(page.substr(page.find("/settings"))).status == 200);
    CHECK(registered()["link_id"] == Json("7c0d"));
    client.post_form("/settings/marketplace/uninstall", {});
    CHECK(registered().is_null());
}

TEST_CASE("the groups of API v1 that have gone answer 410 on both prefixes")
{
    TestClient client;

    for (const char* target : {"/v1/deals",
                               "/v1/deals/1",
                               "/api/v1/deals/search",
                               "/v1/deals/1/products",
                               "/v1/persons/1",
                               "/api/v1/organizations/1",
                               "/v1/products",
                               "/v1/stages",
                               "/v1/pipelines/1",
                               "/v1/activities",
                               "/api/v1/itemSearch"}) {
        CAPTURE(target);
        CHECK(client.call("GET", target).status == 410);
    }
    CHECK(client.call("PUT", "/v1/deals/1", Json::object()).status == 410);
    CHECK(client.call("GET", "/v1/nothing").status == 404);
}

TEST_CASE("users/me tells who calls, for which company, and in which language")
{
    TestClient client;

    const Json user = client.read("/v1/users/me")["data"];

    CHECK(user["id"].int_or(0) == 815);
    CHECK(user["company_id"].int_or(0) == 4711);
    CHECK(user["company_name"].string_or() == "Craig's Design and Landscaping");
    CHECK(user["company_domain"].string_or() == "craigs");
    CHECK(user["timezone_name"].string_or() == "America/Los_Angeles");
    CHECK((*user["access"].if_array())[0]["admin"].bool_or(false));
    CHECK(user["language"]["language_code"].string_or() == "en");
}

TEST_CASE("currencies include a custom one, and can be searched")
{
    TestClient client;

    const Json all = client.read("/api/v1/currencies")["data"];
    const Json found = client.read("/v1/currencies?term=eur")["data"];

    const auto& list = *all.if_array();
    CHECK(std::ranges::count_if(list, [](const Json& currency) {
              return currency["is_custom_flag"].bool_or(false);
          }) == 1);
    REQUIRE(found.if_array()->size() == 1);
    CHECK((*found.if_array())[0]["code"].string_or() == "EUR");
}

TEST_CASE("a person has e-mails with one primary, and custom fields")
{
    TestClient client;

    const Json person = client.read("/api/v2/persons/1")["data"];

    const auto& emails = *person["emails"].if_array();
    REQUIRE(emails.size() == 2);
    CHECK(emails[0]["primary"].bool_or(true) == false);
    CHECK(emails[1]["primary"].bool_or(false));
    CHECK(emails[1]["value"].string_or() == "Birds@Intuit.com");
    CHECK(person["name"].string_or() == "Amy Lauterbach");
    CHECK(person["org_id"].int_or(0) == 1);
    CHECK(person["custom_fields"].if_object()->size() == 2);
}

TEST_CASE("a person may have no e-mail and no organization")
{
    TestClient client;

    CHECK(client.read("/api/v2/persons/9")["data"]["emails"].if_array()->empty());
    CHECK(client.read("/api/v2/persons/6")["data"]["org_id"].is_null());
}

TEST_CASE("an organization has a structured address, or none")
{
    TestClient client;

    const Json address = client.read("/api/v2/organizations/1")["data"]["address"];

    CHECK(address["value"].string_or() == "4581 Finch St., Bayshore, CA 94326, USA");
    CHECK(address["postal_code"].string_or() == "94326");
    CHECK(address["locality"].string_or() == "Bayshore");
    CHECK(client.read("/api/v2/organizations/8")["data"]["address"].is_null());
    CHECK(client.read("/api/v2/organizations/9")["data"]["address"]["route"].string_or("?") == "");
}

TEST_CASE("contacts count their deals where that is asked for")
{
    TestClient client;

    const Json plain = client.read("/api/v2/organizations/6")["data"];
    const Json counted =
        client.read("/api/v2/organizations/6?include_fields=open_deals_count,lost_deals_count");

    CHECK(plain.find("open_deals_count") == nullptr);
    CHECK(counted["data"]["open_deals_count"].int_or(-1) == 0);
    CHECK(counted["data"]["lost_deals_count"].int_or(-1) == 1);
}

TEST_CASE("a product has one price for each currency")
{
    TestClient client;

    const Json product = client.read("/api/v2/products/2")["data"];

    CHECK(product["name"].string_or() == "Pump");
    const auto& prices = *product["prices"].if_array();
    REQUIRE(prices.size() == 2);
    CHECK(prices[0]["price"].dump() == "15");
    CHECK(prices[1]["price"].dump() == "14.5");
    CHECK(prices[1]["currency"].string_or() == "EUR");
}

TEST_CASE("records that do not exist are not found, ids that are no numbers are invalid")
{
    TestClient client;

    for (const char* path : {"deals", "persons", "organizations", "products"}) {
        CAPTURE(path);
        const auto missing = client.call("GET", std::string("/api/v2/") + path + "/9999");
        const auto wrong = client.call("GET", std::string("/api/v2/") + path + "/x1");
        CHECK(missing.status == 404);
        CHECK(json_of(missing)["success"].bool_or(true) == false);
        CHECK(wrong.status == 400);
        CHECK(json_of(wrong)["code"].string_or() == "ERR_SCHEMA_VALIDATION_FAILED");
    }
}

TEST_CASE("field lists hold system fields and custom fields with their options")
{
    TestClient client;

    const Json fields = client.read("/api/v2/dealFields?limit=500")["data"];

    auto field = [&](std::string_view name) {
        const auto& list = *fields.if_array();
        const auto found = std::ranges::find_if(
            list, [&](const Json& one) { return one["field_name"].string_or() == name; });
        return found == list.end() ? Json() : *found;
    };
    CHECK(field("Title")["is_custom_field"].bool_or(true) == false);
    CHECK(field("Value")["subfields"].if_array()->size() == 2);
    CHECK(field("PO number")["field_code"].string_or().size() == 40);
    CHECK(field("PO number")["options"].is_null());
    CHECK(field("Billing address")["field_type"].string_or() == "address");
    CHECK((*field("Payment terms")["options"].if_array())[1]["label"].string_or() == "Net 15");
    CHECK(field("Products amount")["is_optional_response_field"].bool_or(false));
}

TEST_CASE("each kind of record has its own fields, and one field can be asked for")
{
    TestClient client;

    const Json person = client.read("/api/v2/personFields/emails?include_fields=ui_visibility");
    const Json organization = client.read("/api/v2/organizationFields/address");

    CHECK(person["data"]["field_name"].string_or() == "Email");
    CHECK(person["data"].find("ui_visibility") != nullptr);
    CHECK(organization["data"]["subfields"].if_array()->size() == 10);
    CHECK(client.call("GET", "/api/v2/dealFields/nothing").status == 404);
    CHECK(client.call("GET", "/api/v2/dealFields?include_fields=nothing").status == 400);
}

TEST_CASE("field lists are paged by cursor")
{
    TestClient client;

    std::size_t count = 0;
    std::string next;
    for (int pages = 0; pages < 100; ++pages) {
        const Json page = client.read("/api/v2/personFields?limit=4" + next);
        count += page["data"].if_array()->size();
        if (page["additional_data"]["next_cursor"].is_null()) {
            break;
        }
        next = "&cursor=" + page["additional_data"]["next_cursor"].string_or();
    }

    CHECK(count == client.read("/api/v2/personFields")["data"].if_array()->size());
}

TEST_CASE("an unknown address answers in the form of its neighbours")
{
    TestClient client;

    CHECK(json_of(client.call("GET", "/api/v2/nothing"))["success"].bool_or(true) == false);
    CHECK(client.call("POST", "/api/v2/products/1", Json::object()).status == 405);
    CHECK(client.get("/nothing").body.contains("This is an emulator"));
}

TEST_CASE("faults can play each refusal of the gateway")
{
    TestBrowser browser;

    for (const char* code : {"400", "401", "402", "403", "404", "410", "429"}) {
        CAPTURE(code);
        CHECK(std::to_string(browser.app.refusal(code).value().status) == code);
    }
    CHECK(json_of(*browser.app.refusal("403_scope"))["error"].string_or() ==
          "Scope and URL mismatch");
    CHECK(browser.app.refusal("403_html")->headers.get("content-type").starts_with("text/html"));
    CHECK(browser.app.refusal("429")->headers.get("x-ratelimit-reset") == "2");
    CHECK_FALSE(browser.app.refusal("6240").has_value());
}
