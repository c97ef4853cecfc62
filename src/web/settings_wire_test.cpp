#include "web/settings_wire.hpp"

#include "text/embedded_catalogues.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::web;

namespace {

constexpr char good[] =
    R"({"to":{"field":"organization.name","fallback":"person.name"},
    "address":{"field":"organization.address","fallback":null},"email":{"field":"person.email"},
    "tax_id":{"field":null,"fallback":null},"term":{"kind":"days","days":7,"id":null},
    "tax_treatment":"none","tax_code":"5","income_account":"79",
    "update_payer":true,"write_note":false,"attach_pdf":true})";

/// The field that is complained of after one part of the good settings was replaced.
std::string complaint(const std::string& from, const std::string& to)
{
    std::string text = good;
    REQUIRE(text.find(from) != std::string::npos);
    text.replace(text.find(from), from.size(), to);
    const auto settings = settings_from_json(*Json::parse(text));
    return settings ? "ok" : settings.error().field;
}

std::string refused_term(const char* text)
{
    const auto term = term_from_json(*Json::parse(text));
    return term ? "ok" : term.error().field + ": " + term.error().message.key;
}

} // namespace

TEST_CASE("settings are read whole and come back the same")
{
    const auto settings = settings_from_json(*Json::parse(good));

    REQUIRE(settings.has_value());
    CHECK(settings->to.fallback == FieldRef{RecordKind::person, "name"});
    CHECK_FALSE(settings->tax_id.field.has_value());
    CHECK(settings->term.days == 7);
    CHECK(settings->tax_treatment == TaxTreatment::none);
    CHECK(settings->income_account == AccountId("79"));
    CHECK(settings_from_json(settings_json(*settings)).value() == *settings);
    CHECK(settings_from_json(settings_json(InvoiceSettings{})).value() == InvoiceSettings{});
}

TEST_CASE("each broken member of the settings is named by its path")
{
    CHECK(complaint("organization.name", "company.name") == "to.field");
    CHECK(complaint("\"person.name\"", "5") == "to.fallback");
    CHECK(complaint("{\"field\":\"person.email\"}", "\"person.email\"") == "email");
    CHECK(complaint("\"address\"", "\"adress\"") == "address");
    CHECK(complaint("\"days\",", "\"weeks\",") == "term.kind");
    CHECK(complaint("\"days\":7", "\"days\":1000") == "term.days");
    CHECK(complaint("\"none\"", "\"vat\"") == "tax_treatment");
    CHECK(complaint("\"tax_treatment\"", "\"tax\"") == "tax_treatment");
    CHECK(complaint("\"5\"", "5") == "tax_code");
    CHECK(complaint("\"79\"", "\"" + std::string(51, '7') + "\"") == "income_account");
    CHECK(complaint("true", "\"yes\"") == "update_payer");
    CHECK(complaint("\"write_note\"", "\"note\"") == "write_note");
    CHECK(complaint("\"attach_pdf\":true", "\"attach_pdf\":null") == "attach_pdf");
    CHECK_FALSE(settings_from_json(Json()).has_value());
}

TEST_CASE("a term is one of four kinds, with what that kind needs")
{
    CHECK(refused_term(R"({"kind":"due_on_receipt"})") == "ok");
    CHECK(refused_term(R"({"kind":"days","days":0})") == "ok");
    CHECK(refused_term(R"({"kind":"end_of_month","days":999})") == "ok");
    CHECK(refused_term(R"({"kind":"books","id":"3"})") == "ok");
    CHECK(refused_term(R"({"kind":"books"})") == "id: error.term_missing");
    CHECK(refused_term(R"({"kind":"books","id":3})") == "id: error.json");
    CHECK(refused_term(R"({"kind":"days","days":-1})") == "days: error.term_days");
    CHECK(refused_term(R"({"kind":"days","days":"seven"})") == "days: error.term_days");
    CHECK(refused_term(R"({"kind":"end_of_month"})") == "days: error.term_days");
    CHECK(refused_term("{}") == "kind: error.json");
    CHECK(refused_term("[]") == "kind: error.json");
}

TEST_CASE("what can be chosen comes with names; a tax code with the sum of its rates")
{
    BooksLists lists;
    lists.rules.tax_model = TaxModel::us_manual;
    lists.terms = {{TermId("3"), "Net 30", 30}};
    lists.income_accounts = {{"79", "Sales:Pumps"}};
    lists.tax_codes = {{TaxCodeId("3"),
                        "Tucson",
                        {{"1", "State", Decimal::of("7.10")}, {"2", "City", Decimal::of("2")}}}};
    SettingsForm form;
    form.lists = std::make_shared<const BooksLists>(lists);
    const text::Catalogue catalogue = text::Catalogue::open(text::embedded_catalogues());

    const Json json = settings_form_json(form, catalogue, text::Language::en);

    CHECK(json["books"].dump() ==
          R"({"terms":[{"id":"3","name":"Net 30"}],)"
          R"("income_accounts":[{"id":"79","name":"Sales:Pumps"}],)"
          R"("tax_codes":[{"id":"3","name":"Tucson","percent":"9.1"}],"tax_model":"us_manual"})");
    form.lists.reset();
    form.books_error = unavailable({"error.books_unavailable", {}});
    const Json without = settings_form_json(form, catalogue, text::Language::en);
    CHECK(without["books"].is_null());
    CHECK(without["books_error"].string_or() ==
          "QuickBooks did not answer properly. Try again in a moment.");
}
