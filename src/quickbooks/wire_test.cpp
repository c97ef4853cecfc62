#include "quickbooks/wire.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::quickbooks;

namespace {

const RequestKey key("k1");

BooksCompany company(bool multicurrency = false)
{
    BooksCompany company;
    company.country = "US";
    company.home_currency = Currency::of("USD");
    company.multicurrency = multicurrency;
    return company;
}

} // namespace

TEST_CASE("a new customer has a name that QuickBooks takes and the key in its notes")
{
    const PayerDetails details{"  Lee: Co\tLtd\n", {}, "", "12-345"};

    const Json us = customer_body(key, details, Currency::of("EUR"), company(true));
    BooksCompany polish = company();
    polish.country = "PL";
    const Json pl = customer_body(key, details, Currency::of("EUR"), polish);

    CHECK(us["DisplayName"].string_or() == "Lee  Co Ltd");
    CHECK(us["CurrencyRef"]["value"].string_or() == "EUR");
    CHECK(us["Notes"].string_or() == "Tax ID: 12-345\nBillbridge k1");
    CHECK(us["PrimaryTaxIdentifier"].is_null());
    CHECK(pl["PrimaryTaxIdentifier"].string_or() == "12-345");
    CHECK(pl["CurrencyRef"].is_null());
}

TEST_CASE("long names are cut at a character's border")
{
    std::string name;
    for (int i = 0; i < 300; ++i) {
        name += "Ł";
    }

    const Json body = customer_body(key, {name, {}, "", ""}, Currency::of("USD"), company());

    CHECK(body["DisplayName"].string_or().size() == 500);
    CHECK(body["CompanyName"].string_or().size() == 100);
    CHECK(Json::parse(body.dump()).has_value());
}

TEST_CASE("only what differs from the customer goes there, and never a masked tax id")
{
    BooksCompany british = company();
    british.country = "GB";
    const Json customer = Json::parse(R"({"Id":"58","SyncToken":"3","DisplayName":"Lee Ltd",
            "PrimaryEmailAddr":{"Address":"ann@lee.test"},"PrimaryTaxIdentifier":"XXXXX6789"})")
                              .value();

    CHECK(customer_changes(customer, {"Lee Ltd", {}, "ann@lee.test", "GB123456789"}, british)
              .is_null());
    CHECK(customer_changes(customer, {}, british).is_null());
    const Json changes =
        customer_changes(customer, {"Lee & Co", {}, "bob@lee.test", "GB000000001"}, british);
    CHECK(
        changes.dump() ==
        R"({"DisplayName":"Lee & Co","PrimaryEmailAddr":{"Address":"bob@lee.test"},"PrimaryTaxIdentifier":"GB000000001","Id":"58","SyncToken":"3","sparse":true})");
    CHECK(customer_changes(customer, {"", {}, "", "12-345"}, company()).is_null());
}

TEST_CASE("texts in queries cannot end them")
{
    CHECK(quoted(R"(Adam's \ Candy)") == R"('Adam\'s \\ Candy')");
    CHECK(find_payer_named("O'Neil") ==
          R"(SELECT * FROM Customer WHERE DisplayName = 'O\'Neil' AND Active IN (true, false))");
}

TEST_CASE("statements name what they want")
{
    CHECK(
        item_body({"Tile", "RT-1", "", Decimal::of("30.23"), AccountId("79"), true}).dump() ==
        R"({"Type":"Service","Name":"Tile","Sku":"RT-1","UnitPrice":30.23,"Taxable":true,"IncomeAccountRef":{"value":"79"}})");
    CHECK(find_invoices({InvoiceId("1"), InvoiceId("2")}) ==
          "SELECT * FROM Invoice WHERE Id IN ('1', '2') MAXRESULTS 1000");
    CHECK(
        find_invoices_of(PayerId("58"), Date::of("2026-11-20"), 1001) ==
        "SELECT * FROM Invoice WHERE CustomerRef = '58' AND TxnDate = '2026-11-20' ORDERBY Id DESC "
        "STARTPOSITION 1001 MAXRESULTS 1000");
}
