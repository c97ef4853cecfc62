#include "emulator/pipedrive/records/field_definition.hpp"
#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

using namespace emulator::pipedrive;
using namespace std::chrono_literals;

namespace {

std::vector<std::int64_t> ids(const Json& answer)
{
    std::vector<std::int64_t> list;
    for (const Json& item : *answer["data"].if_array()) {
        list.push_back(item["id"].int_or(0));
    }
    return list;
}

std::string deal_code(std::string_view name)
{
    return custom_field_code(4711, RecordKind::deal, name);
}

} // namespace

TEST_CASE("a deal shows its value, contacts and every custom field")
{
    TestClient client;

    const Json deal = client.read("/api/v2/deals/1")["data"];

    CHECK(deal["title"].string_or() == "Bird garden with fountain");
    CHECK(deal["value"].dump() == "555");
    CHECK(deal["currency"].string_or() == "USD");
    CHECK(deal["org_id"].int_or(0) == 1);
    CHECK(deal["person_id"].int_or(0) == 1);
    CHECK(deal["status"].string_or() == "open");
    CHECK(deal["close_time"].is_null());
    const Json& custom = deal["custom_fields"];
    CHECK(custom.if_object()->size() == 7);
    CHECK(custom[deal_code("PO number")].string_or() == "PO-7781");
    CHECK(custom[deal_code("Payment terms")].dump() == "19");
    CHECK(custom.find(deal_code("Billing address")) != nullptr);
    CHECK(custom[deal_code("Billing address")].is_null());
}

TEST_CASE("custom fields keep the shape of their type")
{
    TestClient client;

    const Json custom = client.read("/api/v2/deals/4")["data"]["custom_fields"];

    CHECK(custom[deal_code("Billing address")]["locality"].string_or() == "Redwood City");
    CHECK(custom[deal_code("Agreed budget")].dump() == R"({"value":1500.5,"currency":"USD"})");
}

TEST_CASE("include_option_labels turns option ids into pairs")
{
    TestClient client;

    const Json deal = client.read("/api/v2/deals/1?include_option_labels=true")["data"];

    const Json& custom = deal["custom_fields"];
    CHECK(custom[deal_code("Payment terms")].dump() == R"({"id":19,"label":"Net 30"})");
    CHECK(custom[deal_code("Crew")].dump() ==
          R"([{"id":21,"label":"Planting"},{"id":22,"label":"Paving"}])");
}

TEST_CASE("custom_fields narrows the fields, up to 15 of them")
{
    TestClient client;
    std::string many = "/api/v2/deals/1?custom_fields=a";
    for (int i = 0; i < 15; ++i) {
        many += ",a" + std::to_string(i);
    }

    const Json deal =
        client.read("/api/v2/deals/1?custom_fields=" + deal_code("PO number"))["data"];

    CHECK(deal["custom_fields"].if_object()->size() == 1);
    CHECK(client.call("GET", many).status == 400);
}

TEST_CASE("include_fields adds counters, and an unknown one is refused")
{
    TestClient client;

    const Json deal =
        client.read("/api/v2/deals/1?include_fields=products_count,notes_count")["data"];

    CHECK(deal["products_count"].int_or(0) == 3);
    CHECK(deal["notes_count"].int_or(-1) == 0);
    CHECK(client.call("GET", "/api/v2/deals/1?include_fields=colour").status == 400);
}

TEST_CASE("a deal may lack person, organization or both")
{
    TestClient client;

    const Json person_only = client.read("/api/v2/deals/6")["data"];
    const Json neither = client.read("/api/v2/deals/7")["data"];

    CHECK(person_only["org_id"].is_null());
    CHECK(person_only["person_id"].int_or(0) == 6);
    CHECK(neither["org_id"].is_null());
    CHECK(neither["person_id"].is_null());
}

TEST_CASE("closed deals carry their times and reason")
{
    TestClient client;

    const Json lost = client.read("/api/v2/deals/13")["data"];
    const Json won = client.read("/api/v2/deals/14")["data"];

    CHECK(lost["status"].string_or() == "lost");
    CHECK(lost["lost_reason"].string_or() == "Went with another gardener");
    CHECK(lost["lost_time"] == lost["close_time"]);
    CHECK(lost["won_time"].is_null());
    CHECK(won["status"].string_or() == "won");
    CHECK(won["won_time"] == won["close_time"]);
    CHECK(won["lost_reason"].is_null());
}

TEST_CASE("a deal without products keeps the value that was typed in")
{
    TestClient client;

    CHECK(client.read("/api/v2/deals/5")["data"]["value"].dump() == "1200");
    CHECK(client.read("/api/v2/deals/5/products")["data"].dump() == "[]");
}

TEST_CASE("a disabled line counts in no value")
{
    TestClient client;

    const Json lines = client.read("/api/v2/deals/4/products")["data"];

    CHECK((*lines.if_array())[1]["is_enabled"].bool_or(true) == false);
    CHECK(client.read("/api/v2/deals/4")["data"]["value"].dump() == "1030");
}

TEST_CASE("lines keep fractional quantities and both kinds of discount")
{
    TestClient client;

    const Json fractional = client.read("/api/v2/deals/3/products")["data"];
    const Json discounted = client.read("/api/v2/deals/2/products")["data"];

    const Json& sod = (*fractional.if_array())[0];
    CHECK(sod["quantity"].dump() == "128.35");
    CHECK(sod["item_price"].dump() == "14.5");
    CHECK(sod["sum"].dump() == "1861.08");
    const Json& percent = (*discounted.if_array())[1];
    CHECK(percent["discount_type"].string_or() == "percentage");
    CHECK(percent["sum"].dump() == "135");
    const Json& amount = (*discounted.if_array())[2];
    CHECK(amount["discount_type"].string_or() == "amount");
    CHECK(amount["sum"].dump() == "250");
}

TEST_CASE("all lines of a deal have its currency and its tax method")
{
    TestClient client;

    const Json lines = client.read("/api/v2/deals/11/products")["data"];

    for (const Json& line : *lines.if_array()) {
        CHECK(line["tax_method"].string_or() == "inclusive");
        CHECK(line["tax"].dump() == "8");
        CHECK(line["currency"].string_or() == "USD");
    }
    CHECK(client.read("/api/v2/deals/9")["data"]["currency"].string_or() == "EUR");
    CHECK(client.read("/api/v2/deals/10")["data"]["currency"].string_or() == "CRD");
}

TEST_CASE("the list of deals is paged by cursor, each deal once")
{
    TestClient client;

    const Json first = client.read("/api/v2/deals?limit=10");
    const std::string cursor = first["additional_data"]["next_cursor"].string_or();
    const Json second = client.read("/api/v2/deals?limit=10&cursor=" + cursor);

    CHECK(ids(first) == std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    CHECK(ids(second) == std::vector<std::int64_t>{11, 12, 13, 14, 15, 16});
    CHECK(second["additional_data"]["next_cursor"].is_null());
}

TEST_CASE("a page that ends exactly at the last deal has no next cursor")
{
    TestClient client;

    CHECK(client.read("/api/v2/deals?limit=16")["additional_data"]["next_cursor"].is_null());
    CHECK(client.read("/api/v2/deals?limit=15")["additional_data"]["next_cursor"].if_string());
}

TEST_CASE("deals are sorted by time and in both directions, across pages")
{
    TestClient client;
    const std::string list = "/api/v2/deals?sort_by=add_time&sort_direction=desc&limit=3";

    const Json first = client.read(list);
    const Json second =
        client.read(list + "&cursor=" + first["additional_data"]["next_cursor"].string_or());

    CHECK(ids(first) == std::vector<std::int64_t>{16, 15, 14});
    CHECK(ids(second) == std::vector<std::int64_t>{13, 12, 11});
}

TEST_CASE("a cursor of another order and other bad parameters are refused")
{
    TestClient client;
    const std::string cursor =
        client.read("/api/v2/deals?limit=3")["additional_data"]["next_cursor"].string_or();

    for (const std::string& query : {"cursor=" + cursor + "&sort_by=add_time",
                                     std::string("cursor=nonsense"),
                                     std::string("limit=0"),
                                     std::string("limit=501"),
                                     std::string("limit=ten"),
                                     std::string("sort_by=title"),
                                     std::string("sort_direction=up"),
                                     std::string("status=half"),
                                     std::string("ids=1,x"),
                                     std::string("owner_id=me"),
                                     std::string("updated_since=2026-01-31T10:20:00.5Z"),
                                     std::string("updated_since=yesterday"),
                                     std::string("include_labels=1"),
                                     std::string("filter_id=1")}) {
        CAPTURE(query);
        CHECK(client.call("GET", "/api/v2/deals?" + query).status == 400);
    }
}

TEST_CASE("the filters of the list narrow it")
{
    TestClient client;

    CHECK(ids(client.read("/api/v2/deals?org_id=1")) == std::vector<std::int64_t>{1, 16});
    CHECK(ids(client.read("/api/v2/deals?owner_id=816")) == std::vector<std::int64_t>{16});
    CHECK(ids(client.read("/api/v2/deals?status=won,lost")) == std::vector<std::int64_t>{13, 14});
    CHECK(ids(client.read("/api/v2/deals?ids=3,1,99")) == std::vector<std::int64_t>{1, 3});
    CHECK(ids(client.read("/api/v2/deals?person_id=6")) == std::vector<std::int64_t>{6});
    CHECK(ids(client.read("/api/v2/deals?updated_since=2999-01-01T00:00:00Z")).empty());
    CHECK(ids(client.read("/api/v2/deals?updated_until=2999-01-01T00:00:00Z")).size() == 16);
}

TEST_CASE("lines are paged too, in their order")
{
    TestClient client;

    const Json first = client.read("/api/v2/deals/1/products?limit=2&sort_by=order_nr");
    const Json second = client.read("/api/v2/deals/1/products?limit=2&sort_by=order_nr&cursor=" +
                                    first["additional_data"]["next_cursor"].string_or());

    CHECK(ids(first) == std::vector<std::int64_t>{1, 2});
    CHECK(ids(second) == std::vector<std::int64_t>{3});
    CHECK(client.call("GET", "/api/v2/deals/999/products").status == 404);
}

TEST_CASE("the buttons of the deal page change what the API tells")
{
    TestClient client;

    client.post_form("/deal/1/status", {{"status", "won"}});
    const Json won = client.read("/api/v2/deals/1")["data"];
    client.post_form("/deal/1/status", {{"status", "open"}});
    const Json open = client.read("/api/v2/deals/1")["data"];

    CHECK(won["status"].string_or() == "won");
    CHECK_FALSE(won["won_time"].is_null());
    CHECK(open["status"].string_or() == "open");
    CHECK(open["won_time"].is_null());
    CHECK(client.post_form("/deal/1/status", {{"status", "sold"}}).status == 400);
    CHECK(client.post_form("/deal/999/status", {{"status", "won"}}).status == 404);
}

TEST_CASE("the empty seed has users and fields but no records")
{
    TestClient client(Options{.seed = "empty"});

    CHECK(client.read("/api/v2/deals")["data"].dump() == "[]");
    CHECK(client.read("/api/v2/dealFields")["data"].if_array()->size() > 20);
    CHECK(client.read("/v1/users/me")["data"]["id"].int_or(0) == 815);
}

TEST_CASE("an unknown seed is refused")
{
    TestBrowser browser;

    CHECK_THROWS_AS(TestBrowser(Options{.seed = "other"}), std::invalid_argument);
    CHECK_FALSE(browser.app.seed("other"));
}

TEST_CASE("a new seed forgets the installation")
{
    TestClient client;

    REQUIRE(client.app.seed("craigs"));

    CHECK(client.call("GET", "/v1/users/me").status == 401);
}
