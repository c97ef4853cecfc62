#include "pipedrive/translate.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::pipedrive;

namespace {

Json json(const char* text)
{
    return *Json::parse(text);
}

} // namespace

TEST_CASE("a deal is read with its custom fields as text, empty ones left out")
{
    const auto deal =
        deal_of(json(R"({"id":17,"title":"Roof","value":1250.50,"currency":"USD","person_id":31,
        "org_id":null,"custom_fields":{"a1":"PO-7781","a2":null,"a3":{"id":17,"label":"Net 15"},
        "a4":[{"id":1,"label":"x"},{"id":2,"label":"y"}],"a5":{"value":200.00,"currency":"EUR"},"a6":12.50,
        "a7":{"value":"Rye 1","locality":"Rye","route":"Main St","street_number":"1","postal_code":"94","country":"USA","subpremise":""},
        "a8":""}})"));

    REQUIRE(deal.has_value());
    CHECK(deal->id == DealId(17));
    CHECK(to_string(deal->value) == "1250.50");
    CHECK(deal->fields.at("title").text == "Roof");
    CHECK(deal->fields.at("a1").text == "PO-7781");
    CHECK(deal->fields.at("a3").text == "Net 15");
    CHECK(deal->fields.at("a4").text == "x, y");
    CHECK(deal->fields.at("a5").text == "200.00 EUR");
    CHECK(deal->fields.at("a6").text == "12.50");
    CHECK(deal->fields.at("a7").address->street == "1 Main St");
    CHECK(deal->fields.at("a7").address->city == "Rye");
    CHECK_FALSE(deal->fields.contains("a2"));
    CHECK_FALSE(deal->fields.contains("a8"));
    CHECK(deal->custom_codes->contains("a2")); // empty, yet there
    CHECK_FALSE(deal->custom_codes->contains("a9"));
    CHECK_FALSE(deal_of(json(R"({"id":17})"))->custom_codes.has_value());
}

TEST_CASE("system fields that hold one text, number or day can fill an invoice too")
{
    const Deal deal = *deal_of(json(
        R"({"id":17,"title":"Roof","value":1250.50,"currency":"USD","expected_close_date":"2026-09-30","lost_reason":null})"));
    const Person person = person_of(json(
        R"({"id":31,"name":"Ann Lee","first_name":"Ann","last_name":"Lee","postal_address":{"value":"Rye 1","locality":"Rye"}})"));
    const Organization organization = organization_of(
        json(R"({"id":12,"name":"Lee Ltd","website":"lee.test","employee_count":7})"));
    const auto offered = [](const char* code, RecordKind record) {
        Json definition;
        definition.set("field_code", code).set("field_name", code).set("field_type", "varchar");
        return field_of(definition, record).has_value();
    };

    CHECK(deal.fields.at("value").text == "1250.50");
    CHECK(deal.fields.at("expected_close_date").text == "2026-09-30");
    CHECK_FALSE(deal.fields.contains("lost_reason"));
    CHECK(person.fields.at("first_name").text == "Ann");
    CHECK(person.fields.at("postal_address").address->city == "Rye");
    CHECK(organization.fields.at("employee_count").text == "7");
    CHECK(offered("value", RecordKind::deal));
    CHECK(offered("postal_address", RecordKind::person));
    CHECK(offered("website", RecordKind::organization));
    CHECK_FALSE(offered("owner_id", RecordKind::deal));
    CHECK_FALSE(offered("title", RecordKind::person));
}

TEST_CASE("contacts are ids, null or missing")
{
    CHECK(person_id(json(R"({"person_id":31})")) == 31);
    CHECK_FALSE(person_id(json(R"({"person_id":null})")).has_value());
    CHECK_FALSE(organization_id(json("{}")).has_value());
}

TEST_CASE("a line keeps its numbers to the digit")
{
    const auto line = line_of(
        json(R"({"id":3,"product_id":5,"product_variation_id":null,"name":"Tile","item_price":14.50,
        "quantity":128.350,"discount":10,"discount_type":"amount","tax":20,"tax_method":"inclusive","comments":"red","is_enabled":false})"));

    REQUIRE(line.has_value());
    CHECK(to_string(line->quantity) == "128.350");
    CHECK(to_string(line->unit_price) == "14.50");
    CHECK(line->discount.kind == Discount::Kind::amount);
    CHECK(line->tax_method == TaxMethod::inclusive);
    CHECK_FALSE(line->enabled);
    CHECK_FALSE(line->variation.has_value());
}

TEST_CASE("a sparse line is enabled, plain and untaxed")
{
    const auto line = line_of(json(R"({"item_price":1E2,"quantity":1})"));

    REQUIRE(line.has_value());
    CHECK(to_string(line->unit_price) == "100");
    CHECK(line->enabled);
    CHECK(line->discount.value.is_zero());
    CHECK(line->tax_method == TaxMethod::none);
}

TEST_CASE("a deal without id and a line without price are not understood")
{
    CHECK(deal_of(json(R"({"title":"x"})")).error().kind == ErrorKind::unavailable);
    CHECK(line_of(json(R"({"quantity":1})")).error().kind == ErrorKind::unavailable);
    CHECK(line_of(json(R"({"quantity":"x","item_price":1})")).error().kind ==
          ErrorKind::unavailable);
}

TEST_CASE("a person's primary e-mail is taken, else the first")
{
    const Person both = person_of(json(
        R"({"id":31,"name":"Ann","emails":[{"value":"a@x","primary":false},{"value":"b@x","primary":true}],"phones":[]})"));
    const Person first =
        person_of(json(R"({"id":31,"name":"Ann","emails":[{"value":"a@x"}],"phones":null})"));

    CHECK(both.fields.at("email").text == "b@x");
    CHECK(first.fields.at("email").text == "a@x");
    CHECK_FALSE(first.fields.contains("phone"));
}

TEST_CASE("an organization's address may be null, free text or in parts")
{
    const Organization none = organization_of(json(R"({"id":1,"name":"A","address":null})"));
    const Organization text = organization_of(json(
        R"({"id":1,"name":"A","address":{"value":"ul. Długa 5\nKraków","route":null,"locality":""}})"));

    CHECK_FALSE(none.fields.contains("address"));
    CHECK(text.fields.at("address").address->text == "ul. Długa 5\nKraków");
    CHECK(text.fields.at("address").address->street.empty());
}

TEST_CASE("only fields that read as text or address can fill an invoice")
{
    const auto custom = [](const char* type) {
        Json definition;
        definition.set("field_code", "9dc8").set("field_name", "N").set("field_type", type);
        definition.set("is_custom_field", true);
        return field_of(definition, RecordKind::deal);
    };
    CHECK(custom("varchar").has_value());
    CHECK(custom("address")->is_address);
    for (const char* type : {"user", "people", "daterange", "json", "unheard_of"}) {
        CAPTURE(type);
        CHECK_FALSE(custom(type).has_value());
    }
    CHECK(field_of(json(R"({"field_code":"emails","field_name":"Email","field_type":"varchar"})"),
                   RecordKind::person)
              ->code == "email");
    CHECK_FALSE(
        field_of(json(R"({"field_code":"owner_id","field_name":"Owner","field_type":"user"})"),
                 RecordKind::deal)
            .has_value());
}

TEST_CASE("a user is read with company, language and rights")
{
    const auto user = user_of(json(
        R"({"id":815,"name":"Sam","email":"s@a","company_id":4711,"company_name":"Acme","company_domain":"acme",
        "timezone_name":"Europe/Warsaw","language":{"language_code":"pl","country_code":"PL"},"access":[{"app":"global","admin":false},{"app":"sales","admin":true}]})"));

    REQUIRE(user.has_value());
    CHECK(user->company == CompanyId(4711));
    CHECK(user->language == "pl");
    CHECK(user->is_admin);
    CHECK_FALSE(user_of(json(R"({"id":815})")).has_value());
}

TEST_CASE("a person's e-mail addresses keep their labels, the primary first")
{
    const Person person = person_of(json(
        R"({"id":31,"name":"Ann","emails":[{"value":"a@home.test","label":"home"},{"value":"","label":"work"},{"value":"a@work.test","label":"work","primary":true}]})"));

    CHECK(person.emails ==
          std::vector<LabelledEmail>{{"a@work.test", "work"}, {"a@home.test", "home"}});
    CHECK(person_of(json(R"({"id":31,"emails":null})")).emails.empty());
}

TEST_CASE("a product has a code and a price in each currency, as far as there are any")
{
    const Product product = *product_of(json(
        R"({"id":5,"name":"Roof tile","code":"RT-1","prices":[{"price":30.23,"currency":"USD"},{"price":28,"currency":"EUR"}]})"));

    CHECK(product.code == "RT-1");
    CHECK(product.prices.at("USD") == Decimal::of("30.23"));
    CHECK(product.prices.at("EUR") == Decimal(28));
    CHECK(product_of(json(R"({"id":5,"code":null,"prices":null})"))->code == "");
    CHECK(product_of(json("{}")).error().kind == ErrorKind::unavailable);
}
