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

InvoiceOrder order()
{
    InvoiceOrder order;
    order.deal = DealId(17);
    order.currency = Currency::of("EUR");
    order.date = Date::of("2026-11-20");
    order.due_date = Date::of("2026-12-04");
    order.lines = {{ItemId("11"), "Pump", Decimal::of("128.350"), Decimal::of("14.50")}};
    return order;
}

} // namespace

TEST_CASE("an invoice's amounts are exact and its key stands in the private note")
{
    const Json body = invoice_body(key, PayerId("58"), order(), company());

    CHECK(
        body.dump() ==
        R"({"CustomerRef":{"value":"58"},"TxnDate":"2026-11-20","DueDate":"2026-12-04","Line":[{"DetailType":"SalesItemLineDetail",)"
        R"("Amount":1861.08,"Description":"Pump","SalesItemLineDetail":{"ItemRef":{"value":"11"},"Qty":128.350,"UnitPrice":14.50}}],)"
        R"("PrivateNote":"Pipedrive deal 17 | Billbridge k1"})");
}

TEST_CASE("currency, address, e-mail and tax code go along where there is one")
{
    InvoiceOrder full = order();
    full.details.email = "ann@lee.test";
    full.details.address = {
        .street = "12 Oak St", .city = "Rye", .postal_code = "94", .country = "USA"};
    BooksCompany taxed = company(true);
    taxed.default_tax_code = "2";

    const Json body = invoice_body(key, PayerId("58"), full, taxed);

    CHECK(body["CurrencyRef"]["value"].string_or() == "EUR");
    CHECK(body["BillEmail"]["Address"].string_or() == "ann@lee.test");
    CHECK(body["BillAddr"].dump() ==
          R"({"Line1":"12 Oak St","City":"Rye","PostalCode":"94","Country":"USA"})");
    CHECK(body["TxnTaxDetail"]["TxnTaxCodeRef"]["value"].string_or() == "2");
}

TEST_CASE("a typed address goes line by line, five at most")
{
    InvoiceOrder typed = order();
    typed.details.address.text = "a\nb\r\n\nc\nd\ne\nf";

    CHECK(invoice_body(key, PayerId("1"), typed, company())["BillAddr"].if_object()->size() == 5);
}

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
