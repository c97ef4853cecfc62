#include "domain/invoice_order.hpp"

#include <doctest/doctest.h>

#include <functional>

using namespace billbridge;

namespace {

InvoiceOrder good_order()
{
    InvoiceOrder order;
    order.deal = DealId(17);
    order.payer = PayerId("58");
    order.details.name = "Lee Ltd";
    order.currency = Currency::of("USD");
    order.date = Date::of("2026-11-20");
    order.due_date = Date::of("2026-12-04");
    order.lines = {{ItemId("11"), "Pump", Decimal::of("128.350"), Decimal::of("14.50")}};
    return order;
}

BooksCompany us_company()
{
    BooksCompany company;
    company.country = "US";
    company.home_currency = Currency::of("USD");
    company.uses_sales_tax = true;
    return company;
}

/// The field and message that the check complains of after `change`; "ok" where it does not.
std::string complaint(const std::function<void(InvoiceOrder&)>& change)
{
    InvoiceOrder order = good_order();
    change(order);
    const auto checked = check_order(order, us_company());
    return checked ? "ok" : checked.error().field + ": " + checked.error().message.key;
}

} // namespace

TEST_CASE("a complete order passes and its subtotal is rounded line by line")
{
    InvoiceOrder order = good_order();
    order.lines.push_back({ItemId("4"), "Design", Decimal(3), Decimal::of("0.335")});

    CHECK(check_order(order, us_company()).has_value());
    CHECK(to_string(subtotal(order.lines)) == "1862.09"); // 1861.08 + 1.01
    CHECK(to_string(subtotal({})) == "0.00");
}

TEST_CASE("each mistake is named with its field")
{
    using O = InvoiceOrder;
    CHECK(complaint([](O&) {}) == "ok");
    CHECK(complaint([](O& o) { o.lines[0].item = ItemId(""); }) ==
          "lines[0].item: problem.line_not_linked");
    CHECK(complaint([](O& o) { o.lines[0].quantity = Decimal(0); }) ==
          "lines[0].quantity: error.quantity");
    CHECK(complaint([](O& o) { o.lines[0].quantity = Decimal(-1); }) ==
          "lines[0].quantity: error.quantity");
    CHECK(complaint([](O& o) { o.lines[0].unit_price = Decimal::of("0.123456"); }) ==
          "lines[0].unit_price: error.amount_format");
    CHECK(complaint([](O& o) { o.lines[0].unit_price = Decimal(10'000'000'000); }) ==
          "lines[0].unit_price: error.amount_format");
    CHECK(complaint([](O& o) { o.lines[0].unit_price = Decimal::of("-1"); }) ==
          "lines: problem.negative_total");
    CHECK(complaint([](O& o) { o.lines.clear(); }) == "lines: problem.no_lines");
    CHECK(complaint([](O& o) { o.lines.assign(751, o.lines[0]); }) ==
          "lines: error.too_many_lines");
    CHECK(complaint([](O& o) { o.lines[0].description.assign(4001, 'x'); }) ==
          "lines[0].description: error.too_long");
    CHECK(complaint([](O& o) { o.currency = Currency::of("EUR"); }) ==
          "currency: problem.currency_not_enabled");
    CHECK(complaint([](O& o) { o.due_date = o.date.plus_days(-1); }) == "due_date: error.due_date");
    CHECK(complaint([](O& o) { o.details.email = "ann at lee"; }) == "details.email: error.email");
    CHECK(complaint([](O& o) { o.details.name.assign(501, 'x'); }) ==
          "details.name: error.too_long");
}

TEST_CASE("a new customer needs a name, a linked one does not")
{
    CHECK(complaint([](InvoiceOrder& o) { o.details.name = " "; }) == "ok");
    CHECK(complaint([](InvoiceOrder& o) {
              o.details.name = " ";
              o.payer.reset();
          }) == "details.name: error.name_missing");
}

TEST_CASE("outside the US a company with sales tax is refused before anything is sent")
{
    BooksCompany polish = us_company();
    polish.country = "PL";

    CHECK(check_order(good_order(), polish).error().message.key == "problem.tax_model");
    polish.uses_sales_tax = false;
    CHECK(check_order(good_order(), polish).has_value());
}
