#include "emulator/pipedrive/records/field_definition.hpp"
#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

using namespace emulator::pipedrive;

namespace {

constexpr const char* all_scopes =
    "base,deals:full,contacts:full,products:full,users:read,search:read,admin";

struct Writer : TestClient {
    Writer() : TestClient(Options{.scopes = all_scopes}) {}

    /// The data of a write that must succeed with this status.
    Json write(std::string method, std::string_view target, const Json& body, int status = 200)
    {
        const auto answer = call(std::move(method), target, body);
        CAPTURE(answer.body);
        CHECK(answer.status == status);
        return json_of(answer)["data"];
    }
};

Json line(RecordId product, const char* price, const char* quantity)
{
    return Json::Object{{"product_id", product},
                        {"item_price", Decimal::of(price)},
                        {"quantity", Decimal::of(quantity)}};
}

} // namespace

TEST_CASE("a deal is created with defaults, changed in part and deleted")
{
    Writer client;

    const Json created =
        client.write("POST", "/api/v2/deals", Json::Object{{"title", "Roof"}, {"value", 12}});
    const std::string path = "/api/v2/deals/" + created["id"].dump();
    const Json changed =
        client.write("PATCH", path, Json::Object{{"status", "lost"}, {"lost_reason", "Price"}});
    const Json deleted = client.write("DELETE", path, nullptr);

    CHECK(created["id"].int_or(0) == 17);
    CHECK(created["currency"].string_or() == "USD");
    CHECK(created["owner_id"].int_or(0) == 815);
    CHECK(created["stage_id"].int_or(0) == 1);
    CHECK(changed["title"].string_or() == "Roof");
    CHECK(changed["lost_reason"].string_or() == "Price");
    CHECK_FALSE(changed["lost_time"].is_null());
    CHECK(deleted["id"].int_or(0) == 17);
    CHECK(client.call("GET", path).status == 404);
    CHECK(client.read("/api/v2/deals?status=deleted")["data"].if_array()->size() == 1);
    CHECK(client.write("PATCH", path, Json::Object{{"is_deleted", false}})["is_deleted"].dump() ==
          "false");
}

TEST_CASE("a write with a wrong member is refused and changes nothing")
{
    Writer client;
    const Json before = client.read("/api/v2/deals/1");

    for (const char* body : {R"({"value":"12"})",
                             R"({"title":7})",
                             R"({"title":""})",
                             R"({"person_id":999})",
                             R"({"owner_id":1})",
                             R"({"stage_id":99})",
                             R"({"pipeline_id":2})",
                             R"({"currency":"XYZ"})",
                             R"({"status":"half"})",
                             R"({"lost_reason":"not lost"})",
                             R"({"won_time":"2026-01-01T00:00:00Z"})",
                             R"({"probability":101})",
                             R"({"label_ids":[1]})",
                             R"({"expected_close_date":"soon"})",
                             R"({"title":"New","custom_fields":{"abc":1}})"}) {
        CAPTURE(body);
        const auto refused = client.call("PATCH", "/api/v2/deals/1", Json::parse(body).value());
        CHECK(refused.status == 400);
        CHECK(json_of(refused)["code"].string_or() == "ERR_SCHEMA_VALIDATION_FAILED");
    }
    CHECK(client.call("POST", "/api/v2/deals", Json::object()).status == 400);
    CHECK(client.call("POST", "/api/v2/deals", Json::array()).status == 400);
    CHECK(client.call("PATCH", "/api/v2/deals/999", Json::object()).status == 404);
    CHECK(client.read("/api/v2/deals/1") == before);
    CHECK(client.app.world().changes.empty());
}

TEST_CASE("a body that is no JSON is refused as what it is")
{
    Writer client;
    const std::string bearer = "Bearer " + client.token;

    const auto broken = client.send("POST", "/api/v2/deals", {{"authorization", bearer}}, "{");
    const auto form = client.send(
        "POST",
        "/api/v2/deals",
        {{"authorization", bearer}, {"content-type", "application/x-www-form-urlencoded"}},
        "title=x");

    CHECK(broken.status == 400);
    CHECK(form.status == 415);
    CHECK(client.call("PUT", "/api/v2/deals/1", Json::object()).status == 405);
}

TEST_CASE("products, discounts and the lines' own discounts make the value of a deal")
{
    Writer client;
    client.write("POST", "/api/v2/deals", Json::Object{{"title", "Roof"}});
    const std::string path = "/api/v2/deals/17";

    const Json added = client.write("POST", path + "/products", line(1, "30.23", "2"), 201);
    Json second = line(2, "100", "1");
    second.set("discount", 10);
    client.write("POST", path + "/products/bulk", Json::Object{{"data", Json::Array{second}}}, 201);
    const Json plain = client.read(path)["data"]["value"];
    const Json discount =
        client.write("POST",
                     path + "/discounts",
                     Json::Object{{"description", "Loyal"}, {"amount", 10}, {"type", "percentage"}},
                     201);

    CHECK(added["sum"].dump() == "60.46");
    CHECK(added["name"].string_or() == "Rock Fountain");
    CHECK(plain.dump() == "150.46");
    CHECK(client.read(path)["data"]["value"].dump() == "135.41");
    const std::string discount_path = path + "/discounts/" + discount["id"].string_or();
    client.write("PATCH", discount_path, Json::Object{{"type", "amount"}, {"amount", 1000}});
    CHECK(client.read(path)["data"]["value"].dump() == "0");
    client.write("DELETE", discount_path, nullptr);
    CHECK(client.read(path)["data"]["value"].dump() == "150.46");
}

TEST_CASE("a tax method is one for the whole deal; lines can be changed and removed")
{
    Writer client;

    client.write("PATCH", "/api/v2/deals/1/products/1", Json::Object{{"tax_method", "none"}});
    const Json lines = client.read("/api/v2/deals/products?deal_ids=1,2")["data"];
    const Json removed = client.write("DELETE", "/api/v2/deals/1/products?ids=1,2", nullptr);

    CHECK((*lines.if_array())[1]["tax_method"].string_or() == "none");
    CHECK((*lines.if_array())[3]["tax_method"].string_or() == "exclusive");
    CHECK(removed["ids"].dump() == "[1,2]");
    CHECK(client.read("/api/v2/deals/1/products")["data"].if_array()->size() == 1);
    CHECK(client.call("DELETE", "/api/v2/deals/1/products/1").status == 404);
    CHECK(client.call("PATCH", "/api/v2/deals/2/products/3", Json::object()).status == 404);
}

TEST_CASE("recurring lines bring revenue, and stand in the way of installments")
{
    Writer client;
    client.write("POST", "/api/v2/deals", Json::Object{{"title", "Care"}});
    Json monthly = line(11, "40", "1");
    monthly.set("billing_frequency", "monthly");
    const Json part =
        Json::Object{{"description", "Deposit"}, {"amount", 500}, {"billing_date", "2026-09-01"}};

    client.write("POST", "/api/v2/deals/17/products", monthly, 201);
    const Json deal = client.read("/api/v2/deals/17")["data"];

    CHECK(deal["arr"].dump() == "480");
    CHECK(deal["mrr"].dump() == "40");
    CHECK(client.call("POST", "/api/v2/deals/17/installments", part).status == 400);
    CHECK(client.call("POST", "/api/v2/deals/5/installments", part).status == 400);
    const Json installment = client.write("POST", "/api/v2/deals/1/installments", part);
    CHECK(client.call("POST", "/api/v2/deals/1/products", monthly).status == 400);
    const std::string path = "/api/v2/deals/1/installments/" + installment["id"].dump();
    client.write("PATCH", path, Json::Object{{"amount", Decimal::of("250.5")}});
    const Json listed = client.read("/api/v2/deals/installments?deal_ids=1")["data"];
    CHECK((*listed.if_array())[0]["amount"].dump() == "250.5");
    client.write("DELETE", path, nullptr);
    CHECK(client.call("GET", "/api/v2/deals/installments").status == 400);
}

TEST_CASE("lines beyond what can be computed exactly are refused")
{
    Writer client;

    for (const Json& wrong : {line(1, "-1", "1"),
                              line(1, "1", "99999999999999"),
                              line(1, "0.123456", "1"),
                              line(99, "1", "1"),
                              Json(Json::Object{{"product_id", 1}})}) {
        CAPTURE(wrong.dump());
        CHECK(client.call("POST", "/api/v2/deals/1/products", wrong).status == 400);
    }
    CHECK(client.read("/api/v2/deals/1/products")["data"].if_array()->size() == 3);
}

TEST_CASE("persons and organizations are created, listed by deal and deleted with their links")
{
    Writer client;

    const Json company = client.write(
        "POST",
        "/api/v2/organizations",
        Json::Object{{"name", "Lee Ltd"},
                     {"address", Json::Object{{"value", "12 Oak St"}, {"locality", "Sunny"}}},
                     {"label_ids", Json::Array{61}}});
    const Json person = client.write(
        "POST",
        "/api/v2/persons",
        Json::Object{{"name", "Ann Maria Lee"},
                     {"org_id", company["id"]},
                     {"emails",
                      Json::Array{Json::Object{{"value", "a@lee.test"}},
                                  Json::Object{{"value", "b@lee.test"}, {"primary", true}}}}});
    client.write("PATCH", "/api/v2/deals/1", Json::Object{{"person_id", person["id"]}});
    const Json of_deal = client.read("/api/v2/persons?deal_id=1")["data"];
    client.write("DELETE", "/api/v2/persons/" + person["id"].dump(), nullptr);

    CHECK(company["address"]["locality"].string_or() == "Sunny");
    CHECK(company["label_ids"].dump() == "[61]");
    CHECK(person["first_name"].string_or() == "Ann");
    CHECK(person["last_name"].string_or() == "Maria Lee");
    CHECK((*person["emails"].if_array())[0]["primary"].dump() == "false");
    CHECK(of_deal.if_array()->size() == 1);
    CHECK(client.read("/api/v2/deals/1")["data"]["person_id"].is_null());
    CHECK(client.call("PATCH", "/api/v2/persons/1", Json::Object{{"birthday", "x"}}).status == 403);
}

TEST_CASE("a product has prices and variations")
{
    Writer client;

    const Json product = client.write(
        "POST", "/api/v2/products", Json::Object{{"name", "Tile"}, {"category", 81}}, 201);
    const std::string path = "/api/v2/products/" + product["id"].dump();
    const Json size = client.write(
        "POST",
        path + "/variations",
        Json::Object{{"name", "Small"},
                     {"prices", Json::Array{Json::Object{{"price", 5}, {"currency", "EUR"}}}}},
        201);
    const Json copy = client.write("POST", path + "/duplicate", nullptr, 201);
    client.write("DELETE", path + "/variations/" + size["id"].dump(), nullptr);

    CHECK((*product["prices"].if_array())[0]["currency"].string_or() == "USD");
    CHECK(product["category"].string_or() == "81");
    CHECK((*size["prices"].if_array())[0]["price"].dump() == "5");
    CHECK(copy["id"] != product["id"]);
    CHECK(client.read(path + "/variations")["data"].dump() == "[]");
    CHECK(client.call("PATCH", path, Json::Object{{"billing_frequency", "weekly"}}).status == 400);
    CHECK(client.read("/api/v2/products?sort_by=name&limit=1")["data"].if_array()->size() == 1);
}

TEST_CASE("custom fields are written in the shape of their type, and cleared by null")
{
    Writer client;
    auto code = [](std::string_view field) {
        return custom_field_code(4711, RecordKind::deal, field);
    };
    auto set = [&](std::string_view field, Json value) {
        return client.call(
            "PATCH",
            "/api/v2/deals/5",
            Json::Object{{"custom_fields", Json::Object{{code(field), std::move(value)}}}});
    };

    CHECK(set("PO number", "X-1").status == 200);
    CHECK(set("Agreed budget", Json::Object{{"value", 5}, {"currency", "EUR"}}).status == 200);
    CHECK(set("Crew", Json::Array{21}).status == 200);
    CHECK(set("Invoice date", "2026-02-28").status == 200);
    CHECK(set("Billing address", Json::Object{{"value", "Oak St"}}).status == 200);
    CHECK(set("PO number", 5).status == 400);
    CHECK(set("Agreed budget", 5).status == 400);
    CHECK(set("Crew", Json::array()).status == 400);
    CHECK(set("Payment terms", 99).status == 400);
    CHECK(set("Invoice date", "2026-02-30").status == 400);
    const Json stored = client.read("/api/v2/deals/5")["data"]["custom_fields"];
    CHECK(stored[code("PO number")].string_or() == "X-1");
    CHECK(stored[code("Crew")].dump() == "[21]");
    CHECK(stored[code("Billing address")]["value"].string_or() == "Oak St");
    CHECK(set("PO number", nullptr).status == 200);
    CHECK(client.read("/api/v2/deals/5")["data"]["custom_fields"][code("PO number")].is_null());
}

TEST_CASE("writes are remembered, also the deal whose value a line changes")
{
    Writer client;

    client.write("POST", "/api/v2/deals/1/products", line(1, "10", "1"), 201);
    client.write("DELETE", "/api/v2/organizations/1", nullptr);

    const auto& changes = client.app.world().changes;
    REQUIRE(changes.size() == 3);
    CHECK(changes[0].entity == "deal");
    CHECK(changes[0].before["value"].dump() == "555");
    CHECK(changes[0].after["value"].dump() == "565");
    CHECK(changes[1].entity == "deal_product");
    CHECK(changes[2].entity == "organization");
    CHECK(changes[2].action == Action::remove);
}

TEST_CASE("reading scopes do not let records be written")
{
    TestClient client(Options{.scopes = "base,deals:read,contacts:read,products:read"});

    for (const char* target : {"/api/v2/deals",
                               "/api/v2/persons",
                               "/api/v2/organizations",
                               "/api/v2/products",
                               "/api/v2/deals/1/products"}) {
        CAPTURE(target);
        CHECK(client.call("POST", target, Json::object()).status == 403);
    }
}
