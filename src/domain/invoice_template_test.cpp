#include "domain/invoice_template.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

namespace {

InvoiceTemplate called(const std::string& name)
{
    InvoiceTemplate preset;
    preset.name = name;
    return preset;
}

BooksLists books()
{
    BooksLists lists;
    lists.classes = {{"7", "Roofing"}};
    lists.locations = {{"2", "North"}};
    lists.terms = {{TermId("3"), "Net 30", 30, 1, 0}};
    return lists;
}

std::string complaint(const std::vector<InvoiceTemplate>& templates,
                      const std::vector<InvoiceTemplate>& stored = {})
{
    const auto checked = check_templates(templates, stored, books());
    return checked ? "" : checked.error().field + ": " + checked.error().message.key;
}

template <class Change>
std::string complaint_after(Change change)
{
    InvoiceTemplate preset = called("Monthly");
    change(preset);
    return complaint({preset});
}

} // namespace

TEST_CASE("templates have names of their own, 1 to 100 characters")
{
    CHECK(complaint({called("Monthly"), called("Yearly")}) == "");
    CHECK(complaint({called("Monthly"), called(" MONTHLY. ")}) ==
          "templates[1].name: error.template_name_taken");
    CHECK(complaint({called(" ")}) == "templates[0].name: error.template_name");
    CHECK(complaint({called(std::string(100, 'n'))}) == "");
    CHECK(complaint({called(std::string(101, 'n'))}) == "templates[0].name: error.too_long");
}

TEST_CASE("a company keeps at most 50 templates")
{
    std::vector<InvoiceTemplate> many;
    for (int i = 0; i < 50; ++i) {
        many.push_back(called("Template " + std::to_string(i)));
    }
    CHECK(complaint(many) == "");
    many.push_back(called("One more"));
    CHECK(complaint(many) == "templates: error.too_many_templates");
}

TEST_CASE("what a template presets must be possible")
{
    CHECK(complaint_after([](auto& preset) { preset.message = std::string(1001, 'm'); }) ==
          "templates[0].message: error.too_long");
    CHECK(complaint_after([](auto& preset) {
              preset.discount = Discount{Discount::Kind::percentage, Decimal(101)};
          }) == "templates[0].discount: error.discount");
    CHECK(complaint_after([](auto& preset) {
              preset.discount = Discount{Discount::Kind::amount, Decimal(-1)};
          }) == "templates[0].discount: error.discount");
    CHECK(complaint_after([](auto& preset) {
              preset.term = PaymentTerm{PaymentTerm::Kind::days, 1000, {}};
          }) == "templates[0].term: error.term_days");
}

TEST_CASE("a class, location or term must be one of the books'")
{
    CHECK(complaint_after([](auto& preset) {
              preset.class_id = "7";
              preset.location_id = "2";
              preset.term = PaymentTerm{PaymentTerm::Kind::books, 0, TermId("3")};
          }) == "");
    CHECK(complaint_after([](auto& preset) { preset.class_id = "8"; }) ==
          "templates[0].class: error.template_gone");
    CHECK(complaint_after([](auto& preset) { preset.location_id = "8"; }) ==
          "templates[0].location: error.template_gone");
    CHECK(complaint_after([](auto& preset) {
              preset.term = PaymentTerm{PaymentTerm::Kind::books, 0, TermId("8")};
          }) == "templates[0].term: error.template_gone");
}

TEST_CASE("a class that is gone meanwhile does not stand in the way of other changes")
{
    InvoiceTemplate old = called("Monthly");
    old.id = "a";
    old.class_id = "8";
    InvoiceTemplate renamed = old;
    renamed.name = "Each month";

    CHECK(gone_members(old, books()) == std::vector<std::string>{"class"});
    CHECK(complaint({renamed, called("New")}, {old}) == "");
    renamed.class_id = "9";
    CHECK(complaint({renamed}, {old}) == "templates[0].class: error.template_gone");
}
