#include "pipedrive/provider.hpp"

#include "core/test_support.hpp"
#include "net/memory_log.hpp"
#include "net/scripted_client.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::pipedrive;
using billbridge::test::run_task;

namespace {

struct Rig {
    net::ScriptedClient http;
    net::MemoryLog log;
    std::shared_ptr<test::CountingTokens> tokens = std::make_shared<test::CountingTokens>();
    Provider provider{Client(http, log, "https://acme.pipedrive.com", tokens)};

    std::string url(std::size_t request) const { return http.requests.at(request).url; }
};

constexpr char deal_answer[] =
    R"({"success":true,"data":{"id":17,"title":"Roof","currency":"USD","value":60.46,"person_id":31,"org_id":12}})";
constexpr char no_products[] =
    R"({"success":true,"data":[],"additional_data":{"next_cursor":null}})";
constexpr char person[] = R"({"success":true,"data":{"id":31,"name":"Ann","emails":[]}})";
constexpr char organization[] = R"({"success":true,"data":{"id":12,"name":"Lee Ltd"}})";

} // namespace

TEST_CASE("a deal comes with its products of all pages, its person and its organization")
{
    Rig rig;
    rig.http.answer(200, deal_answer)
        .answer_to(
            "products",
            200,
            R"({"success":true,"data":[{"quantity":1,"item_price":2,"name":"a"}],"additional_data":{"next_cursor":"c=/"}})")
        .answer_to("persons/31", 200, person)
        .answer_to("organizations/12", 200, organization)
        .answer_to(
            "discounts",
            200,
            R"({"success":true,"data":[{"description":"Loyal","type":"amount","amount":10}]})")
        .answer_to(
            "installments",
            200,
            R"({"success":true,"data":[{"id":1,"description":"Deposit","amount":500,"billing_date":"2026-09-01"}]})")
        .answer_to(
            "cursor=",
            200,
            R"({"success":true,"data":[{"quantity":1,"item_price":2,"name":"b"}],"additional_data":{"next_cursor":null}})");

    const auto deal = run_task(rig.provider.deal(DealId(17)));

    REQUIRE(deal.has_value());
    CHECK(deal->lines.size() == 2);
    CHECK(deal->person->name == "Ann");
    CHECK(deal->organization->name == "Lee Ltd");
    CHECK(deal->discounts ==
          std::vector<DealDiscount>{{"Loyal", {Discount::Kind::amount, Decimal(10)}}});
    CHECK(deal->installments ==
          std::vector<Installment>{{1, "Deposit", Decimal(500), Date::of("2026-09-01")}});
    CHECK(rig.url(0) == "https://acme.pipedrive.com/api/v2/deals/17?include_option_labels=true");
    CHECK(rig.url(2).ends_with("/products?sort_by=order_nr&limit=500&cursor=c%3D%2F"));
    CHECK(rig.http.requests[0].headers.get("Authorization") == "Bearer token-1");
}

TEST_CASE("a contact that is hidden or deleted is left out, one that cannot be had fails the deal")
{
    Rig hidden;
    hidden.http.answer(200, deal_answer)
        .answer(200, no_products)
        .answer(404, "{}")
        .answer(403, "{}")
        .answer(403, "{}") // nor does the plan have discounts and installments
        .answer(404, "{}");
    const auto deal = run_task(hidden.provider.deal(DealId(17)));
    REQUIRE(deal.has_value());
    CHECK_FALSE(deal->person.has_value());
    CHECK_FALSE(deal->organization.has_value());

    Rig broken;
    broken.http.answer(200, deal_answer)
        .answer(200, no_products)
        .no_answer()
        .answer(200, organization)
        .answer(200, no_products)
        .answer(200, no_products);
    CHECK(run_task(broken.provider.deal(DealId(17))).error().kind == ErrorKind::unavailable);
}

TEST_CASE("a rejected token is renewed once and the call repeated once")
{
    Rig rig;
    rig.http.answer(401, R"({"success":false,"error":"unauthorized access"})")
        .answer(200, R"({"success":true,"data":{"id":1,"company_id":2}})");

    CHECK(run_task(rig.provider.current_user()).has_value());
    CHECK(rig.tokens->rejections == std::vector<std::string>{"token-1"});
    CHECK(rig.http.requests[1].headers.get("Authorization") == "Bearer token-2");

    Rig stubborn;
    stubborn.http.answer(401, "{}").answer(401, "{}");
    CHECK(run_task(stubborn.provider.current_user()).error().kind == ErrorKind::unauthorized);
    CHECK(stubborn.http.requests.size() == 2);
}

TEST_CASE("each status has its meaning")
{
    const auto kind = [](int status, const char* body, net::Headers headers = {}) {
        Rig rig;
        rig.http.answer(status, body, std::move(headers));
        return run_task(rig.provider.current_user()).error();
    };
    CHECK(kind(404, "{}").kind == ErrorKind::not_found);
    CHECK(kind(402, "{}").kind == ErrorKind::rejected);
    CHECK(kind(403, R"({"success":false,"error":"Scope and URL mismatch"})")
              .message.args.at("detail") == "Scope and URL mismatch");
    CHECK(kind(403, "<html>blocked</html>").message.key == "error.crm_forbidden");
    CHECK(kind(429, "", {{"x-ratelimit-reset", "7"}}).retry_after == std::chrono::seconds(7));
    CHECK(kind(429, "").retry_after == std::chrono::seconds(2));
    CHECK(kind(503, "<html>").kind == ErrorKind::unavailable);
    CHECK(kind(302, "").kind == ErrorKind::unavailable);
    CHECK(kind(400, R"({"error":"bad"})").kind == ErrorKind::rejected);
    CHECK(kind(200, "<html>maintenance</html>").kind == ErrorKind::unavailable);
    CHECK(kind(200, R"({"success":false,"error":"x"})").kind == ErrorKind::unavailable);
    CHECK(kind(200, R"({"success":true})").kind == ErrorKind::unavailable);
    CHECK(kind(500, "", {{"x-correlation-id", "cid-1"}}).cause.find("cid-1") != std::string::npos);
}

TEST_CASE("fields of all three records that can fill an invoice are offered")
{
    Rig rig;
    rig.http
        .answer(
            200,
            R"({"success":true,"data":[{"field_code":"name","field_name":"Name","field_type":"varchar"}]})")
        .answer(
            200,
            R"({"success":true,"data":[{"field_code":"owner_id","field_name":"Owner","field_type":"user"}]})")
        .answer(
            200,
            R"({"success":true,"data":[{"field_code":"9d","field_name":"PO","field_type":"varchar","is_custom_field":true}]})");

    const auto fields = run_task(rig.provider.fields());

    REQUIRE(fields.has_value());
    REQUIRE(fields->size() == 2);
    CHECK((*fields)[0].record == RecordKind::organization);
    CHECK((*fields)[1].is_custom);
}

TEST_CASE("deals are searched by title, listed newest first where nothing is typed")
{
    Rig rig;
    rig.http
        .answer(
            200,
            R"({"success":true,"data":{"items":[{"item":{"id":17,"title":"Roof"}},{"item":{"title":"?"}}]}})")
        .answer(200, R"({"success":true,"data":{"items":[]}})")
        .answer(200, R"({"success":true,"data":[{"id":18,"title":"Care"}]})")
        .answer(200, R"({"success":true,"data":null})");

    CHECK(*run_task(rig.provider.find_deals("roof & co", 20)) ==
          std::vector<DealTitle>{{DealId(17), "Roof"}});
    CHECK(run_task(rig.provider.find_deals("\u0141", 20))->empty());
    CHECK(*run_task(rig.provider.find_deals("", 20)) ==
          std::vector<DealTitle>{{DealId(18), "Care"}});
    CHECK(run_task(rig.provider.find_deals("", 20))->empty());
    CHECK(rig.http.requests[0].url.ends_with(
        "/api/v2/deals/search?term=roof%20%26%20co&fields=title&exact_match=false&limit=20"));
    CHECK(rig.http.requests[1].url.find("exact_match=true") != std::string::npos);
    CHECK(rig.http.requests[2].url.ends_with(
        "/api/v2/deals?sort_by=add_time&sort_direction=desc&limit=20"));
}

TEST_CASE("a note is written to the deal and never sent twice by the transport")
{
    Rig rig;
    rig.http.answer(200, R"({"success":true,"data":{"id":90}})");

    const auto note = run_task(rig.provider.add_note(DealId(17), "<p>\"x\"</p>"));

    CHECK(*note == NoteId(90));
    CHECK(rig.http.requests[0].method == "POST");
    CHECK(rig.http.requests[0].body == R"({"content":"<p>\"x\"</p>","deal_id":17})");
    CHECK_FALSE(rig.http.requests[0].repeatable);
}

TEST_CASE("a note is found by its marker on any page; an empty list may be null")
{
    Rig rig;
    rig.http
        .answer(
            200,
            R"({"success":true,"data":[{"id":1,"content":"other"}],"additional_data":{"pagination":{"more_items_in_collection":true}}})")
        .answer(200, R"({"success":true,"data":[{"id":2,"content":"see txnId=147\" here"}]})");
    CHECK(**run_task(rig.provider.find_note(DealId(17), "txnId=147\"")) == NoteId(2));

    Rig empty;
    empty.http.answer(200, R"({"success":true,"data":null})");
    CHECK_FALSE(run_task(empty.provider.find_note(DealId(17), "x"))->has_value());
}

TEST_CASE("neither tokens nor query strings are logged")
{
    Rig rig;
    rig.http.answer(200, R"({"success":true,"data":null})");

    run_task(rig.provider.find_note(DealId(17), "x"));

    CHECK(rig.log.contains("GET /v1/notes"));
    CHECK_FALSE(rig.log.contains("token-1"));
    CHECK_FALSE(rig.log.contains("deal_id"));
}

TEST_CASE("a deal's outline names its contacts, so that others can be asked meanwhile")
{
    Rig rig;
    rig.http.answer(200, deal_answer).answer(200, no_products).answer(403, "{}").answer(403, "{}");

    const auto outline = run_task(rig.provider.deal_outline(DealId(17)));

    REQUIRE(outline.has_value());
    CHECK(outline->person == PersonId(31));
    CHECK(outline->organization == OrganizationId(12));
    CHECK_FALSE(outline->deal.person.has_value());
    CHECK(rig.http.requests.size() == 4);
}

TEST_CASE("products are read together; those that are gone are left out")
{
    Rig rig;
    rig.http.answer(
        200,
        R"({"success":true,"data":[{"id":5,"name":"Roof tile"}],"additional_data":{"next_cursor":null}})");

    const auto products = run_task(rig.provider.products({ProductId(5), ProductId(6)}));

    REQUIRE(products.has_value());
    CHECK(products->size() == 1);
    CHECK(rig.url(0) == "https://acme.pipedrive.com/api/v2/products?ids=5%2C6&limit=500");
    CHECK(run_task(rig.provider.products({}))->empty());
}
