#include "quickbooks/invoice_body.hpp"

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

BooksCompany british()
{
    BooksCompany british = company();
    british.country = "GB";
    british.uses_sales_tax = true;
    return british;
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

Json detail(const InvoiceOrder& order, const BooksCompany& company)
{
    return (*invoice_body(key, PayerId("58"), order, company)["Line"].if_array())
        .front()["SalesItemLineDetail"];
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

TEST_CASE("under VAT each line has its code, and prices with tax in them say so")
{
    InvoiceOrder taxed = order();
    taxed.lines[0].tax_code = TaxCodeId("5");

    CHECK(invoice_body(key, PayerId("58"), taxed, british())["GlobalTaxCalculation"].string_or() ==
          "TaxExcluded");
    CHECK(detail(taxed, british())["TaxCodeRef"]["value"].string_or() == "5");
    CHECK(detail(taxed, british())["TaxInclusiveAmt"].is_null());

    taxed.tax.treatment = TaxTreatment::inclusive;
    CHECK(detail(taxed, british())["TaxInclusiveAmt"].dump() == "1861.08");

    taxed.tax.treatment = TaxTreatment::none;
    const Json untaxed = invoice_body(key, PayerId("58"), taxed, british());
    CHECK(untaxed["GlobalTaxCalculation"].string_or() == "NotApplicable");
    CHECK(untaxed["TxnTaxDetail"].is_null());
    CHECK(detail(taxed, british())["TaxCodeRef"].is_null());
}

TEST_CASE("in the US a line is taxable, is not, or is as its item")
{
    BooksCompany taxed = company();
    taxed.uses_sales_tax = true;
    InvoiceOrder sale = order();

    CHECK(detail(sale, taxed)["TaxCodeRef"].is_null());
    sale.lines[0].taxable = true;
    CHECK(detail(sale, taxed)["TaxCodeRef"]["value"].string_or() == "TAX");
    sale.tax.treatment = TaxTreatment::none;
    CHECK(detail(sale, taxed)["TaxCodeRef"]["value"].string_or() == "NON");
    CHECK(invoice_body(key, PayerId("58"), sale, taxed)["GlobalTaxCalculation"].is_null());
    sale.tax.code = TaxCodeId("4");
    CHECK(invoice_body(key, PayerId("58"), sale, taxed)["TxnTaxDetail"].dump() ==
          R"({"TxnTaxCodeRef":{"value":"4"}})");
}

TEST_CASE("the invoice's discount is a line of its own, after the others")
{
    InvoiceOrder discounted = order();
    discounted.discount = Discount{Discount::Kind::percentage, Decimal::of("2.5")};
    const Json percent = invoice_body(key, PayerId("58"), discounted, company());
    CHECK(
        percent["Line"].if_array()->back().dump() ==
        R"({"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true,"DiscountPercent":2.5}})");
    CHECK(percent["ApplyTaxAfterDiscount"].bool_or(false));

    discounted.discount = Discount{Discount::Kind::amount, Decimal(10)};
    CHECK(
        invoice_body(key, PayerId("58"), discounted, british())["Line"].if_array()->back().dump() ==
        R"({"Amount":10.00,"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":false}})");
    CHECK(
        invoice_body(key, PayerId("58"), discounted, british())["ApplyTaxAfterDiscount"].is_null());
}

TEST_CASE("a line's discount is in its price")
{
    InvoiceOrder discounted = order();
    discounted.lines = {{ItemId("11"), "Pump", Decimal(2), Decimal::of("30.23")}};
    discounted.lines[0].discount = Discount{Discount::Kind::percentage, Decimal(10)};

    const Json body = invoice_body(key, PayerId("58"), discounted, company());
    CHECK(body["Line"].if_array()->front()["Amount"].dump() == "54.41");
    CHECK(detail(discounted, company())["UnitPrice"].dump() == "27.205");
}

TEST_CASE("everything else that a person chose goes along")
{
    InvoiceOrder full = order();
    full.exchange_rate = Decimal::of("1.08");
    full.term = TermId("3");
    full.number = "FV/12";
    full.message = "Thank you";
    full.memo = "Second half";
    full.class_id = "7";
    full.location_id = "8";
    full.card_payment = true;

    const Json body = invoice_body(key, PayerId("58"), full, company(true));

    CHECK(body["ExchangeRate"].dump() == "1.08");
    CHECK(body["SalesTermRef"]["value"].string_or() == "3");
    CHECK(body["DocNumber"].string_or() == "FV/12");
    CHECK(body["CustomerMemo"]["value"].string_or() == "Thank you");
    CHECK(body["PrivateNote"].string_or() == "Second half\nPipedrive deal 17 | Billbridge k1");
    CHECK(body["ClassRef"]["value"].string_or() == "7");
    CHECK(body["DepartmentRef"]["value"].string_or() == "8");
    CHECK(body["AllowOnlineCreditCardPayment"].bool_or(false));
    CHECK(body["AllowOnlineACHPayment"].is_null());

    full.currency = Currency::of("USD");
    CHECK(invoice_body(key, PayerId("58"), full, company(true))["ExchangeRate"].is_null());
}
