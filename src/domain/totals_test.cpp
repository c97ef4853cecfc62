#include "domain/totals.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using Kind = Discount::Kind;

namespace {

OrderLine line(const char* price, const char* code = "")
{
    OrderLine line{ItemId("11"), "Tile", Decimal(1), Decimal::of(price)};
    line.tax_code = TaxCodeId(code);
    return line;
}

InvoiceOrder order(std::vector<OrderLine> lines, TaxTreatment treatment = TaxTreatment::exclusive)
{
    InvoiceOrder order;
    order.lines = std::move(lines);
    order.tax.treatment = treatment;
    return order;
}

/// Britain's standard and zero rates, and Quebec's two rates in one code.
TaxRules vat()
{
    TaxRules rules;
    rules.model = TaxModel::global;
    rules.codes = {
        {TaxCodeId("5"), "20.0% S", {{"9", "Standard", Decimal(20)}}},
        {TaxCodeId("6"), "0.0% Z", {{"10", "Zero", Decimal(0)}}},
        {TaxCodeId("7"),
         "GST/QST",
         {{"11", "GST", Decimal(5)},
          {"12", "QST", Decimal::of("9.975"), TaxRate::Base::amount_plus_tax}}},
    };
    return rules;
}

TaxRules american(TaxModel model)
{
    TaxRules rules;
    rules.model = model;
    rules.codes = {{TaxCodeId("2"), "California", {{"3", "California", Decimal(8)}}}};
    rules.default_code = TaxCodeId("2");
    return rules;
}

/// "subtotal - discount + tax = total".
std::string sums(const Totals& totals)
{
    return to_string(totals.subtotal) + " - " + to_string(totals.discount) + " + " +
           to_string(totals.tax_total) + " = " + to_string(totals.total);
}

} // namespace

TEST_CASE("tax is charged per rate on the sum, not line by line")
{
    // 20 % of 0.03 would be 0.01 on each line, 0.03 altogether.
    const Totals made =
        totals(order({line("0.03", "5"), line("0.03", "5"), line("0.03", "5")}), vat());

    CHECK(sums(made) == "0.09 - 0.00 + 0.02 = 0.11");
    REQUIRE(made.tax.size() == 1);
    CHECK(made.tax[0] ==
          TaxAmount{"Standard", Decimal(20), Decimal::of("0.09"), Decimal::of("0.02")});
}

TEST_CASE("each code's rates stand by themselves, compound ones on top of the others")
{
    const Totals made = totals(order({line("100", "5"), line("50", "6"), line("100", "7")}), vat());

    CHECK(sums(made) == "250.00 - 0.00 + 35.47 = 285.47"); // 20 + 0 + 5 + 9.975 % of 105
    REQUIRE(made.tax.size() == 4);
    CHECK(to_string(made.tax[1].amount) == "0.00");
    CHECK(to_string(made.tax[3].net) == "105.00");
    CHECK(to_string(made.tax[3].amount) == "10.47");
}

TEST_CASE("prices with tax in them give up the net of each code's sum")
{
    const Totals made =
        totals(order({line("119.99", "5"), line("0.01", "5")}, TaxTreatment::inclusive), vat());

    CHECK(sums(made) == "120.00 - 0.00 + 20.00 = 120.00");
    CHECK(to_string(made.tax[0].net) == "100.00");
}

TEST_CASE("the invoice's discount comes off before tax, spread over the codes")
{
    InvoiceOrder discounted = order({line("100", "5"), line("50", "6")});
    discounted.discount = Discount{Kind::percentage, Decimal(10)};
    CHECK(sums(totals(discounted, vat())) == "150.00 - 15.00 + 18.00 = 153.00");

    discounted.discount = Discount{Kind::amount, Decimal::of("0.01")};
    CHECK(sums(totals(discounted, vat())) == "150.00 - 0.01 + 20.00 = 169.99");

    discounted.tax.treatment = TaxTreatment::inclusive;
    discounted.discount = Discount{Kind::amount, Decimal(15)};
    CHECK(sums(totals(discounted, vat())) == "150.00 - 15.00 + 15.00 = 135.00");
}

TEST_CASE("without tax nothing is charged, whatever codes the lines have")
{
    CHECK(sums(totals(order({line("100", "5")}, TaxTreatment::none), vat())) ==
          "100.00 - 0.00 + 0.00 = 100.00");
}

TEST_CASE("in the US one code taxes the lines that are taxable")
{
    InvoiceOrder sale = order({line("335.25"), line("100")});
    sale.lines[0].taxable = true;
    sale.lines[1].taxable = false;
    const Totals made = totals(sale, american(TaxModel::us_manual));
    CHECK(sums(made) == "435.25 - 0.00 + 26.82 = 462.07");
    CHECK(made.tax_known);

    sale.discount = Discount{Kind::amount, Decimal::of("43.53")};
    CHECK(sums(totals(sale, american(TaxModel::us_manual))) == "435.25 - 43.53 + 24.14 = 415.86");
}

TEST_CASE("what only the books can tell is not guessed")
{
    InvoiceOrder sale = order({line("100")});
    CHECK_FALSE(totals(sale, american(TaxModel::us_manual)).tax_known);
    CHECK_FALSE(totals(sale, american(TaxModel::us_automated)).tax_known);
    sale.lines[0].taxable = true;
    CHECK_FALSE(totals(sale, american(TaxModel::us_automated)).tax_known);
    sale.lines[0].taxable = false;
    CHECK(totals(sale, american(TaxModel::us_automated)).tax_known);
}

TEST_CASE("numbers that are wrong count as nothing")
{
    InvoiceOrder wrong = order({line("100", "5"), line("100", "99")});
    wrong.lines[0].quantity = Decimal(-1);
    wrong.discount = Discount{Kind::percentage, Decimal(200)};

    CHECK(sums(totals(wrong, vat())) == "100.00 - 0.00 + 0.00 = 100.00");
    CHECK(sums(totals(order({}), vat())) == "0.00 - 0.00 + 0.00 = 0.00");
}

TEST_CASE("a code's percentage counts its compound rates")
{
    CHECK(total_percent(vat().codes[0]) == Decimal(20));
    CHECK(total_percent(vat().codes[2]) == Decimal::of("15.47375"));
}
