#include "web/answer.hpp"
#include "web/payer_wire.hpp"
#include "web/template_wire.hpp"

#include "core/name_holder.hpp"
#include "text/embedded_catalogues.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::web;

namespace {

const text::Catalogue& catalogue()
{
    static const text::Catalogue catalogue = text::Catalogue::open(text::embedded_catalogues());
    return catalogue;
}

Json json(const char* text)
{
    return *Json::parse(text);
}

std::string template_complaint(const char* text)
{
    const auto read = templates_from_json(json(text));
    return read ? "" : read.error().field + ": " + read.error().message.key;
}

} // namespace

TEST_CASE("an item to create is read from texts, with a price that may be absent")
{
    const auto item = new_item_from_json(json(
        R"({"name":"Tile","code":"RT-1","description":null,"unit_price":"30.23","income_account":"79","taxable":true})"));
    REQUIRE(item.has_value());
    CHECK(*item == NewItem{"Tile", "RT-1", "", Decimal::of("30.23"), AccountId("79"), true});

    CHECK_FALSE(new_item_from_json(json(R"({"name":"Tile","unit_price":""})"))->unit_price);
    CHECK(new_item_from_json(json(R"({"name":7})")).error().field == "name");
    CHECK(new_item_from_json(json(R"({"unit_price":"a lot"})")).error().field == "unit_price");
    CHECK(new_item_from_json(json(R"({"income_account":79})")).error().field == "income_account");
}

TEST_CASE("templates travel there and back, and tell what is gone")
{
    constexpr char sent[] =
        R"({"templates":[{"id":"a","name":"Monthly","message":"m","memo":"o","term":{"kind":"books","days":0,"id":"3"},"discount":{"kind":"percentage","value":"12.50"},"card_payment":true,"bank_payment":false,"class":"7","location":"","email_subject":"s","email_text":"t"}]})";
    KnownTemplates known;
    known.templates = templates_from_json(json(sent)).value();
    known.lists = std::make_shared<const BooksLists>();

    Json told = templates_json(known);
    Json first = (*told["templates"].if_array())[0];
    CHECK(first["gone"].dump() == R"(["class","term"])");
    first.erase("gone");
    CHECK(first == (*json(sent)["templates"].if_array())[0]);
}

TEST_CASE("what is wrong with a template is told with its place")
{
    CHECK(template_complaint("{}") == "templates: error.json");
    CHECK(template_complaint(R"({"templates":[{"name":"a"},{"name":7}]})") ==
          "templates[1].name: error.json");
    CHECK(template_complaint(R"({"templates":[{"term":{"kind":"soon"}}]})") ==
          "templates[0].term: error.json");
    CHECK(template_complaint(R"({"templates":[{"term":{"kind":"days","days":1000}}]})") ==
          "templates[0].term: error.term_days");
    CHECK(template_complaint(R"({"templates":[{"discount":{"kind":"half","value":"1"}}]})") ==
          "templates[0].discount: error.discount");
    CHECK(template_complaint(R"({"templates":["a"]})") == "");
}

TEST_CASE("a failure over a taken name tells who has it")
{
    Error taken = conflict({"error.books_name_taken", {{"name", "Lee"}}});
    CHECK(error_json(taken, catalogue(), text::Language::en, "r")["holder"].is_null());

    put_holder(taken, {Holder::Kind::customer, "58", "LEE"});
    CHECK(error_json(taken, catalogue(), text::Language::en, "r")["holder"].dump() ==
          R"({"kind":"customer","id":"58","name":"LEE"})");
    CHECK(error_json(taken, catalogue(), text::Language::en, "r")["message"].string_or().find(
              "LEE") == std::string::npos);
}

TEST_CASE("where a deal's values come from is told in the user's language")
{
    InvoiceDraft draft;
    draft.choices.emails = {{{"choice.email_work", {{"name", "Ann Lee"}}}, "ann@lee.test"}};
    Json json = Json::object();
    put_customer(json, draft, catalogue(), text::Language::pl);

    CHECK(json["choices"]["emails"].dump() ==
          R"j([{"label":"Ann Lee (praca)","text":"ann@lee.test"}])j");
    CHECK(json["payer_suggestion"].is_null());
}
