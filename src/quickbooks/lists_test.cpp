#include "quickbooks/lists.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::quickbooks;

namespace {

Json json(const char* text)
{
    return Json::parse(text).value();
}

/// What a company answers to the queries, in their order.
struct Answers {
    Json preferences = json(R"({"Preferences":[{"TaxPrefs":{"UsingSalesTax":true}}]})");
    Json terms = json(R"({"Term":[{"Id":"3","Name":"Net 30","Active":true,"DueDays":30},
        {"Id":"8","Name":"Month end","DayOfMonthDue":31,"DueNextMonthDays":5}]})");
    Json codes = Json::object();
    Json rates = Json::object();
    Json accounts = json(R"({"Account":[{"Id":"79","Name":"Roofing",
        "FullyQualifiedName":"Sales:Roofing"}]})");
    Json classes = json(R"({"Class":[{"Id":"5","Name":"North"}]})");
    Json locations = json(R"({"Department":[{"Id":"6","Name":"Kraków"}]})");
    Json money = json(R"({"CompanyCurrency":[{"Code":"EUR"},{"Code":"?"}]})");

    Result<BooksLists> lists(const char* country = "GB") const
    {
        return lists_of({preferences, terms, codes, rates, accounts, classes, locations, money},
                        country);
    }
};

Answers with_tax()
{
    Answers answers;
    answers.codes = json(R"({"TaxCode":[
        {"Id":"5","Name":"20.0% S","SalesTaxRateList":{"TaxRateDetail":[
            {"TaxRateRef":{"value":"9"},"TaxTypeApplicable":"TaxOnAmount","TaxOrder":0}]}},
        {"Id":"6","Name":"GST/QST","SalesTaxRateList":{"TaxRateDetail":[
            {"TaxRateRef":{"value":"11"},"TaxTypeApplicable":"TaxOnAmountPlusTax","TaxOrder":1},
            {"TaxRateRef":{"value":"10"},"TaxOrder":0}]}},
        {"Id":"7","Name":"Purchases only"},
        {"Id":"8","Name":"Of a rate that is gone","SalesTaxRateList":{"TaxRateDetail":[
            {"TaxRateRef":{"value":"99"}}]}},
        {"Id":"9","Name":"Hidden","Hidden":true,"SalesTaxRateList":{"TaxRateDetail":[
            {"TaxRateRef":{"value":"9"}}]}}]})");
    answers.rates = json(R"({"TaxRate":[{"Id":"9","Name":"Standard","RateValue":20},
        {"Id":"10","Name":"GST","RateValue":5},{"Id":"11","Name":"QST","RateValue":9.975},
        {"Id":"12","Name":"Nameless"}]})");
    return answers;
}

} // namespace

TEST_CASE("terms count days or name a day of the month")
{
    const BooksLists lists = Answers{}.lists().value();

    REQUIRE(lists.terms.size() == 2);
    CHECK(lists.terms[0].id == TermId("3"));
    CHECK(lists.terms[0].due_days == 30);
    CHECK_FALSE(lists.terms[1].due_days.has_value());
    CHECK(lists.terms[1].day_of_month == 31);
    CHECK(lists.terms[1].due_next_month_days == 5);
}

TEST_CASE("a tax code has its rates in their order, and only codes of sales are offered")
{
    const BooksLists lists = with_tax().lists().value();

    REQUIRE(lists.tax_codes.size() == 2);
    CHECK(lists.tax_codes[0].name == "20.0% S");
    REQUIRE(lists.tax_codes[1].rates.size() == 2);
    CHECK(lists.tax_codes[1].rates[0] == TaxRate{"10", "GST", Decimal(5), TaxRate::Base::amount});
    CHECK(lists.tax_codes[1].rates[1] ==
          TaxRate{"11", "QST", Decimal::of("9.975"), TaxRate::Base::amount_plus_tax});
}

TEST_CASE("the tax model follows country and preferences")
{
    const auto model = [](const char* tax, const char* country) {
        Answers answers;
        answers.preferences =
            json((std::string(R"({"Preferences":[{"TaxPrefs":)") + tax + "}]}").c_str());
        return answers.lists(country).value().rules;
    };

    CHECK(model(R"({"UsingSalesTax":false})", "GB").tax_model == TaxModel::none);
    CHECK(model(R"({"UsingSalesTax":true})", "GB").tax_model == TaxModel::global);
    CHECK(model(R"({"UsingSalesTax":true,"PartnerTaxEnabled":true})", "US").tax_model ==
          TaxModel::us_automated);
    const SalesRules manual =
        model(R"({"UsingSalesTax":true,"TaxGroupCodeRef":{"value":"2"}})", "US");
    CHECK(manual.tax_model == TaxModel::us_manual);
    CHECK(manual.default_tax_code == TaxCodeId("2"));
}

TEST_CASE("classes and locations are offered where the company has switched them on")
{
    Answers answers;
    CHECK(answers.lists().value().classes.empty());
    CHECK(answers.lists().value().locations.empty());

    answers.preferences = json(R"({"Preferences":[{"AccountingInfoPrefs":
        {"ClassTrackingPerTxn":true,"TrackDepartments":true,"BookCloseDate":"2026-06-30"},
        "SalesFormsPrefs":{"CustomTxnNumbers":true,"AllowDiscount":true,
        "ETransactionPaymentEnabled":true,"DefaultTerms":{"value":"3"}},
        "EmailMessagesPrefs":{"InvoiceMessage":{"Subject":"Invoice","Message":"Dear"}}}]})");
    const BooksLists lists = answers.lists().value();

    CHECK(lists.classes == std::vector<BooksChoice>{{"5", "North"}});
    CHECK(lists.locations == std::vector<BooksChoice>{{"6", "Kraków"}});
    CHECK(lists.income_accounts == std::vector<BooksChoice>{{"79", "Sales:Roofing"}});
    CHECK(lists.currencies == std::vector<Currency>{Currency::of("EUR")});
    CHECK(lists.rules.own_numbers);
    CHECK(lists.rules.discounts);
    CHECK(lists.rules.online_payment);
    CHECK(lists.rules.default_term == TermId("3"));
    CHECK(lists.rules.closed_until == Date::of("2026-06-30"));
    CHECK(lists.rules.email_subject == "Invoice");
    CHECK(lists.rules.email_text == "Dear");
}

TEST_CASE("a list that the plan lacks is empty; without preferences, terms or codes nothing works")
{
    Answers answers;
    answers.classes = answers.locations = answers.money = Json();
    CHECK(answers.lists().has_value());

    answers.terms = Json();
    CHECK(answers.lists().error().kind == ErrorKind::unavailable);
    CHECK(lists_of({}, "US").error().kind == ErrorKind::unavailable);
}
