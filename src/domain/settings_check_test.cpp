#include "domain/settings_check.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

namespace {

BooksLists lists()
{
    BooksLists lists;
    lists.rules.tax_model = TaxModel::global;
    lists.terms = {{TermId("3"), "Net 30", 30}};
    lists.tax_codes = {{TaxCodeId("5"), "20.0% S", {}}};
    lists.income_accounts = {{"79", "Sales"}};
    return lists;
}

std::string complaint(const Result<void>& checked)
{
    return checked ? "ok" : checked.error().field + ": " + checked.error().message.key;
}

const std::vector<CrmField> fields = {{RecordKind::organization, "name", "Name"},
                                      {RecordKind::organization, "address", "Address"},
                                      {RecordKind::person, "name", "Name"},
                                      {RecordKind::person, "email", "Email"}};

} // namespace

TEST_CASE("a field or fallback that the CRM does not have is refused by its path")
{
    InvoiceSettings settings;
    CHECK(complaint(check_fields(settings, fields)) == "ok");
    settings.tax_id.fallback = FieldRef{RecordKind::deal, "name"};
    CHECK(complaint(check_fields(settings, fields)) == "tax_id.fallback: error.field_ref");
    settings.address.field = FieldRef{RecordKind::organization, "gone"};
    CHECK(complaint(check_fields(settings, fields)) == "address.field: error.field_ref");
}

TEST_CASE("a term, tax code or account that the books no longer have is refused by its field")
{
    InvoiceSettings settings;
    CHECK_FALSE(has_books_choices(settings));
    CHECK(complaint(check_choices(settings, BooksLists{})) == "ok");

    settings.term = {PaymentTerm::Kind::books, 0, TermId("3")};
    CHECK(complaint(check_choices(settings, lists())) == "ok");
    CHECK(complaint(check_choices(settings, BooksLists{})) == "term: error.term_gone");
    settings = {};
    settings.tax_code = TaxCodeId("5");
    CHECK(complaint(check_choices(settings, lists())) == "ok");
    CHECK(complaint(check_choices(settings, BooksLists{})) == "tax_code: error.tax_code_gone");
    settings = {};
    settings.income_account = AccountId("79");
    CHECK(has_books_choices(settings));
    CHECK(complaint(check_choices(settings, lists())) == "ok");
    CHECK(complaint(check_choices(settings, BooksLists{})) ==
          "income_account: error.income_account_gone");
}

TEST_CASE("prices contain tax only where each line has its code")
{
    InvoiceSettings settings;
    settings.tax_treatment = TaxTreatment::inclusive;
    BooksLists american = lists();
    american.rules.tax_model = TaxModel::us_manual;

    CHECK(has_books_choices(settings));
    CHECK(complaint(check_choices(settings, lists())) == "ok");
    CHECK(complaint(check_choices(settings, american)) == "tax_treatment: error.tax_inclusive");
}

TEST_CASE("other books leave nothing that was chosen from the former ones")
{
    InvoiceSettings settings;
    settings.term = {PaymentTerm::Kind::books, 0, TermId("3")};
    settings.tax_code = TaxCodeId("5");
    settings.income_account = AccountId("79");
    settings.update_payer = true;

    InvoiceSettings rest;
    rest.update_payer = true;
    CHECK(without_books(settings) == rest);
    rest.term = {PaymentTerm::Kind::end_of_month, 7, {}};
    CHECK(without_books(rest) == rest);
}
