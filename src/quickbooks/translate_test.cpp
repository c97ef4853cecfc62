#include "quickbooks/translate.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::quickbooks;

namespace {

Json json(const char* text)
{
    return *Json::parse(text);
}

const Currency usd = Currency::of("USD");

constexpr char invoice[] =
    R"({"Id":"130","SyncToken":"2","DocNumber":"1037","TxnDate":"2026-11-20","DueDate":"2026-12-20",
    "CurrencyRef":{"value":"USD"},"CustomerRef":{"value":"24","name":"Sonnenschein"},
    "Line":[{"Id":"1","Amount":335.25,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"Qty":1}},
            {"Amount":335.25,"DetailType":"SubTotalLineDetail","SubTotalLineDetail":{}}],
    "TxnTaxDetail":{"TotalTax":26.82},"TotalAmt":362.07,"Balance":362.070,"New":{"x":1}})";

} // namespace

TEST_CASE("an invoice is read to the cent")
{
    const auto read = invoice_of(json(invoice), usd);

    REQUIRE(read.has_value());
    CHECK(read->number == "1037");
    CHECK(read->payer_name == "Sonnenschein");
    CHECK(to_string(read->subtotal) == "335.25");
    CHECK(to_string(read->tax) == "26.82");
    CHECK(to_string(read->total) == "362.07");
    CHECK(to_string(read->balance) == "362.07");
    CHECK(to_string(*read->due_date) == "2026-12-20");
    CHECK_FALSE(read->voided);
}

TEST_CASE("absent members count as null: no number, no due date, home currency")
{
    const auto read =
        invoice_of(json(R"({"Id":"1","TxnDate":"2026-11-20","TotalAmt":100,"Balance":1E2})"), usd);

    REQUIRE(read.has_value());
    CHECK(read->number.empty());
    CHECK_FALSE(read->due_date.has_value());
    CHECK(read->currency == usd);
    CHECK(to_string(read->total) == "100.00");
    CHECK(to_string(read->subtotal) == "100.00");
}

TEST_CASE("voided needs the word and nothing but zeros")
{
    const auto voided = [](const char* note, const char* amount) {
        const std::string text =
            std::string(
                R"({"Id":"1","TxnDate":"2026-11-20","Balance":0,"TotalAmt":0,"PrivateNote":")") +
            note + R"(","Line":[{"Amount":)" + amount + R"(,"SalesItemLineDetail":{"Qty":0}}]})";
        return invoice_of(*Json::parse(text), usd)->voided;
    };
    CHECK(voided("Voided - old", "0"));
    CHECK_FALSE(voided("Not voided", "0"));
    CHECK_FALSE(voided("Voided", "5"));
}

TEST_CASE("what cannot be an invoice is not understood")
{
    for (const char* text : {"{}",
                             "null",
                             R"({"Id":"1"})",
                             R"({"Id":1,"TxnDate":"2026-11-20","TotalAmt":1,"Balance":1})",
                             R"({"Id":"1","TxnDate":"soon","TotalAmt":1,"Balance":1})",
                             R"({"Id":"1","TxnDate":"2026-11-20","TotalAmt":"x","Balance":1})"}) {
        CAPTURE(text);
        CHECK(invoice_of(json(text), usd).error().kind == ErrorKind::unavailable);
    }
}

TEST_CASE("a company's rules: currency, tax, zone")
{
    const BooksId id("9130");
    const auto manual = company_of(
        id,
        json(R"({"CompanyName":"Craig's","Country":"US","DefaultTimeZone":"America/Los_Angeles"})"),
        json(
            R"({"CurrencyPrefs":{"MultiCurrencyEnabled":true,"HomeCurrency":{"value":"USD"}},"TaxPrefs":{"UsingSalesTax":true,"TaxGroupCodeRef":{"value":"2"}}})"));
    const auto automatic = company_of(
        id,
        json(R"({"CompanyName":"A","Country":"US","DefaultTimeZone":"Mars"})"),
        json(
            R"({"TaxPrefs":{"UsingSalesTax":true,"PartnerTaxEnabled":true,"TaxGroupCodeRef":{"value":"2"}}})"));

    REQUIRE(manual.has_value());
    CHECK(manual->multicurrency);
    CHECK(manual->default_tax_code == "2");
    CHECK(manual->time_zone == "America/Los_Angeles");
    REQUIRE(automatic.has_value());
    CHECK(automatic->default_tax_code.empty());
    CHECK(automatic->home_currency == usd);
    CHECK(automatic->time_zone.empty());
    CHECK_FALSE(company_of(id, json(R"({"Country":"PL"})"), json("{}")).has_value());
    CHECK_FALSE(company_of(id, json("{}"), json("{}")).has_value());
}

TEST_CASE("customers and items are read with what they leave out")
{
    const auto payer = payer_of(
        json(
            R"({"Id":"58","DisplayName":"Lee","Balance":239.00,"CurrencyRef":{"value":"EUR"},"Active":false})"),
        usd);
    const auto item = item_of(json(
        R"({"Id":"11","Name":"Pump","FullyQualifiedName":"Fountains:Pump","UnitPrice":15,"Taxable":true})"));

    REQUIRE(payer.has_value());
    CHECK(payer->currency == Currency::of("EUR"));
    CHECK_FALSE(payer->active);
    CHECK(payer->email.empty());
    REQUIRE(item.has_value());
    CHECK(item->name == "Fountains:Pump");
    CHECK(*item->unit_price == Decimal(15));
    CHECK_FALSE(item_of(json(R"({"Name":"x"})")).has_value());
    CHECK_FALSE(item_of(json(R"({"Id":"1"})"))->unit_price.has_value());
}

TEST_CASE("a customer's phone, address, masked tax id and notes are told, our own mark is not")
{
    const Payer payer = *payer_of(
        json(
            R"({"Id":"58","DisplayName":"Lee","Mobile":{"FreeFormNumber":"555"},"PrimaryTaxIdentifier":"9990000103",
            "Notes":"Pays late\nBillbridge k1","BillAddr":{"Line1":"Oak St 1","Line2":"c/o Ann","City":"Rye","CountrySubDivisionCode":"NY","PostalCode":"10580","Country":"USA"}})"),
        Currency::of("USD"));

    CHECK(payer.phone == "555");
    CHECK(payer.tax_id_masked == "XXXXX00103");
    CHECK(payer.notes == "Pays late");
    CHECK(payer.address == Address{"", "Oak St 1\nc/o Ann", "Rye", "NY", "10580", "USA"});
    const auto masked =
        payer_of(json(R"({"Id":"58","PrimaryTaxIdentifier":"XXXXXX56789"})"), Currency::of("USD"));
    CHECK(masked->tax_id_masked == "XXXXXX56789");
}

TEST_CASE("an item tells its code, its tax code and whether it is active")
{
    const Item item = *item_of(json(
        R"({"Id":"11","Name":"Tile","Sku":"RT-1","SalesTaxCodeRef":{"value":"5"},"Active":false})"));

    CHECK(item.code == "RT-1");
    CHECK(item.tax_code_id == "5");
    CHECK_FALSE(item.active);
}
