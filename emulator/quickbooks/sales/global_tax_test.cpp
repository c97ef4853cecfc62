#include "emulator/quickbooks/sales/global_tax.hpp"

#include "emulator/quickbooks/test_world.hpp"

#include <rapidcheck.h>

#include <vector>

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

Json value(std::string_view id)
{
    return Json::Object{{"value", id}};
}

Json number(std::string_view text)
{
    return Json::number_text(std::string(text));
}

// Tax codes of the seed.
constexpr const char* standard = "2"; // 23 %
constexpr const char* reduced = "3";  // 8 %
constexpr const char* zero = "5";
constexpr const char* exempt = "6";

Json line(std::string_view amount, std::string_view code)
{
    Json detail = Json::Object{{"ItemRef", value("1")}};
    if (!code.empty()) {
        detail.set("TaxCodeRef", value(code));
    }
    return Json::Object{{"DetailType", "SalesItemLineDetail"},
                        {"Amount", number(amount)},
                        {"SalesItemLineDetail", std::move(detail)}};
}

Json invoice_of(Json::Array lines, std::string_view calculation = {})
{
    Json invoice = Json::Object{{"CustomerRef", value("1")}, {"Line", std::move(lines)}};
    if (!calculation.empty()) {
        invoice.set("GlobalTaxCalculation", calculation);
    }
    return invoice;
}

Json created(World& world, const Json& body)
{
    const auto response = world.post("/invoice", body.dump());
    REQUIRE_MESSAGE(response.status == 200, response.body);
    return json(response)["Invoice"];
}

std::string refused(World& world, const Json& body)
{
    const auto response = world.post("/invoice", body.dump());
    CHECK(response.status == 400);
    return fault_code(response);
}

Decimal sum_of_tax_lines(const Json& invoice)
{
    Decimal sum;
    for (const Json& tax : *invoice["TxnTaxDetail"]["TaxLine"].if_array()) {
        sum += decimal_of(tax["Amount"]);
    }
    return sum;
}

struct PolishWorld : ConnectedWorld {
    PolishWorld() : ConnectedWorld("global") {}
};

} // namespace

TEST_CASE("net amounts get the tax of their rates on top, one tax line for each rate")
{
    PolishWorld world;

    const Json invoice = created(world,
                                 invoice_of({line("100", standard),
                                             line("50.50", reduced),
                                             line("10", standard),
                                             line("7", exempt)}));

    CHECK(invoice["GlobalTaxCalculation"] == Json("TaxExcluded"));
    CHECK(invoice["TxnTaxDetail"]["TotalTax"] == number("29.34")); // 25.30 + 4.04 + 0
    CHECK(invoice["TotalAmt"] == number("196.84"));
    const auto& taxes = *invoice["TxnTaxDetail"]["TaxLine"].if_array();
    REQUIRE(taxes.size() == 3);
    CHECK(taxes[0]["Amount"] == number("25.30"));
    CHECK(taxes[0]["TaxLineDetail"]["NetAmountTaxable"] == number("110.00"));
    CHECK(taxes[0]["TaxLineDetail"]["TaxPercent"] == number("23"));
    CHECK(taxes[1]["Amount"] == number("4.04"));
    CHECK(taxes[2]["Amount"] == number("0.00"));
}

TEST_CASE("gross amounts keep their sum, and the lines hold what is net")
{
    PolishWorld world;

    const Json invoice =
        created(world, invoice_of({line("123", standard), line("10", reduced)}, "TaxInclusive"));

    CHECK(invoice["TotalAmt"] == number("133.00"));
    CHECK(invoice["TxnTaxDetail"]["TotalTax"] == number("23.74"));
    const Json& first = invoice["Line"].if_array()->at(0);
    CHECK(first["Amount"] == number("100.00"));
    CHECK(first["SalesItemLineDetail"]["TaxInclusiveAmt"] == number("123.00"));
}

TEST_CASE("a form without tax has no codes, and no tax may be sent with it")
{
    PolishWorld world;
    Json with_tax = invoice_of({line("100", standard)}, "NotApplicable");
    with_tax.set("TxnTaxDetail", Json::Object{{"TotalTax", 23}});

    const Json invoice = created(world, invoice_of({line("100", standard)}, "NotApplicable"));

    CHECK(invoice["TotalAmt"] == number("100.00"));
    CHECK(invoice["TxnTaxDetail"]["TotalTax"] == Json(0));
    CHECK(invoice["Line"].if_array()->at(0)["SalesItemLineDetail"].find("TaxCodeRef") == nullptr);
    CHECK(refused(world, with_tax) == "6170");
}

TEST_CASE("codes that are missing, unknown, hidden or of another country are refused")
{
    PolishWorld world;
    world.control("POST", "/records/TaxCode/4", R"({"Active":false})");

    CHECK(refused(world, invoice_of({line("1", "")})) == "6000");
    CHECK(refused(world, invoice_of({line("1", "999")})) == "2500");
    CHECK(refused(world, invoice_of({line("1", "TAX")})) == "2500");
    CHECK(refused(world, invoice_of({line("1", "4")})) == "610");
    CHECK(refused(world, invoice_of({line("1", standard)}, "Sometimes")) == "2170");
    world.control("POST", "/records/TaxCode/4", R"({"Active":true,"SalesTaxRateList":null})");
    CHECK(refused(world, invoice_of({line("1", "4")})) == "6470");
    world.control("POST", "/records/TaxCode/4", R"({"Name":"CustomSalesTax"})");
    CHECK(refused(world, invoice_of({line("1", "4")})) == "6160");
}

TEST_CASE("an amount that was sent for a rate stands, with its difference")
{
    PolishWorld world;
    auto with_override = [](const char* rate, const char* amount) {
        Json body = invoice_of({line("100", standard)});
        const Json detail = Json::Object{{"TaxRateRef", value(rate)}};
        body.set("TxnTaxDetail",
                 Json::Object{{"TaxLine",
                               Json::Array{Json::Object{{"Amount", number(amount)},
                                                        {"DetailType", "TaxLineDetail"},
                                                        {"TaxLineDetail", detail}}}}});
        return body;
    };

    const Json invoice = created(world, with_override("1", "23.01"));

    CHECK(invoice["TotalAmt"] == number("123.01"));
    const Json& tax = invoice["TxnTaxDetail"]["TaxLine"].if_array()->front();
    CHECK(tax["TaxLineDetail"]["OverrideDeltaAmount"] == number("0.01"));
    CHECK(refused(world, with_override("2", "8")) == "6230");
}

TEST_CASE("a discount lowers what is taxed, net and gross")
{
    PolishWorld world;
    const Json discount = Json::Object{
        {"DetailType", "DiscountLineDetail"},
        {"DiscountLineDetail", Json::Object{{"PercentBased", true}, {"DiscountPercent", 10}}}};

    const Json net = created(world, invoice_of({line("100", standard), discount}));
    const Json gross =
        created(world, invoice_of({line("123", standard), discount}, "TaxInclusive"));

    CHECK(net["TxnTaxDetail"]["TotalTax"] == number("20.70"));
    CHECK(net["TotalAmt"] == number("110.70"));
    CHECK(gross["TxnTaxDetail"]["TotalTax"] == number("20.70"));
    CHECK(gross["TotalAmt"] == number("110.70"));
}

TEST_CASE(
    "a code with two rates has two tax lines, the second on top of the first where it says so")
{
    PolishWorld world;
    world.control("POST",
                  "/records/TaxCode/4",
                  R"({"SalesTaxRateList":{"TaxRateDetail":[)"
                  R"({"TaxRateRef":{"value":"3"},"TaxTypeApplicable":"TaxOnAmount","TaxOrder":0},)"
                  R"({"TaxRateRef":{"value":"2"},"TaxTypeApplicable":"TaxOnAmountPlusTax",)"
                  R"("TaxOrder":1}]}})");

    const Json invoice = created(world, invoice_of({line("100", "4")}));

    const auto& taxes = *invoice["TxnTaxDetail"]["TaxLine"].if_array();
    REQUIRE(taxes.size() == 2);
    CHECK(taxes[0]["Amount"] == number("5.00"));
    CHECK(taxes[1]["Amount"] == number("8.40"));
    CHECK(taxes[1]["TaxLineDetail"]["NetAmountTaxable"] == number("105.00"));
}

TEST_CASE("the tax is the sum of its lines, and gross amounts stay what they are")
{
    rc::check([](bool is_gross) {
        PolishWorld world;
        const auto cents = *rc::gen::container<std::vector<int>>(4, rc::gen::inRange(0, 100'000));
        Json::Array lines;
        Decimal sum;
        const char* codes[] = {standard, reduced, zero, exempt};
        for (std::size_t i = 0; i < cents.size(); ++i) {
            const Decimal amount = Decimal(cents[i]) * Decimal::of("0.01");
            sum += amount;
            lines.push_back(line(to_string(amount), codes[i]));
        }
        const Json invoice =
            created(world, invoice_of(lines, is_gross ? "TaxInclusive" : "TaxExcluded"));
        const Decimal tax = decimal_of(invoice["TxnTaxDetail"]["TotalTax"]);
        const Decimal total = decimal_of(invoice["TotalAmt"]);
        RC_ASSERT(sum_of_tax_lines(invoice) == tax);
        RC_ASSERT(total == (is_gross ? sum : sum + tax));
    });
}
