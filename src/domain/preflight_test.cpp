#include "domain/preflight.hpp"

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
    const auto checked = check_order(order, {.company = us_company()});
    return checked ? "ok" : checked.error().field + ": " + checked.error().message.key;
}

} // namespace

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

namespace {

/// A Polish company under VAT with one class and one term.
struct PolishBooks {
    BooksLists lists;
    Preflight preflight;

    PolishBooks()
    {
        lists.rules.tax_model = TaxModel::global;
        lists.rules.discounts = true;
        lists.tax_codes = {{TaxCodeId("5"), "23% VAT", {{"9", "VAT", Decimal(23)}}}};
        lists.classes = {{"7", "North"}};
        lists.terms = {{TermId("3"), "Net 30", 30, 1, 0}};
        preflight.company = us_company();
        preflight.company.country = "PL";
        preflight.company.home_currency = Currency::of("PLN");
        preflight.company.multicurrency = true;
        preflight.lists = &lists;
    }

    std::vector<std::string> complaints(const std::function<void(InvoiceOrder&)>& change) const
    {
        InvoiceOrder order = good_order();
        order.currency = Currency::of("PLN");
        order.lines[0].tax_code = TaxCodeId("5");
        change(order);
        std::vector<std::string> list;
        for (const Problem& problem : order_problems(order, preflight)) {
            list.push_back((problem.weight == Problem::Weight::blocks ? "blocks " : "warns ") +
                           problem.field + ": " + problem.message.key);
        }
        return list;
    }
};

using Texts = std::vector<std::string>;
using O = InvoiceOrder;

} // namespace

TEST_CASE("under VAT every line needs a code that the books have, unless nothing is taxed")
{
    const PolishBooks books;

    CHECK(books.complaints([](O&) {}).empty());
    CHECK(books.complaints([](O& o) { o.lines[0].tax_code = TaxCodeId(); }) ==
          Texts{"blocks lines[0].tax_code: problem.line_tax_code"});
    CHECK(books.complaints([](O& o) { o.lines[0].tax_code = TaxCodeId("6"); }) ==
          Texts{"blocks lines[0].tax_code: problem.choice_gone"});
    CHECK(books
              .complaints([](O& o) {
                  o.lines[0].tax_code = TaxCodeId();
                  o.tax.treatment = TaxTreatment::none;
              })
              .empty());
}

TEST_CASE("prices with tax in them are for companies under VAT")
{
    CHECK(complaint([](O& o) { o.tax.treatment = TaxTreatment::inclusive; }) ==
          "tax: problem.tax_inclusive");
    CHECK(
        PolishBooks{}.complaints([](O& o) { o.tax.treatment = TaxTreatment::inclusive; }).empty());
}

TEST_CASE("choices that the books no longer have are named")
{
    const PolishBooks books;

    CHECK(books.complaints([](O& o) { o.class_id = "8"; }) ==
          Texts{"blocks class: problem.choice_gone"});
    CHECK(books.complaints([](O& o) { o.location_id = "1"; }) ==
          Texts{"blocks location: problem.choice_gone"});
    CHECK(books.complaints([](O& o) { o.term = TermId("4"); }) ==
          Texts{"blocks due_date: problem.choice_gone"});
    CHECK(books
              .complaints([](O& o) {
                  o.class_id = "7";
                  o.term = TermId("3");
              })
              .empty());
}

TEST_CASE("discounts are sensible, and only where the company has them switched on")
{
    PolishBooks books;
    const auto with = [](Discount discount) { return [discount](O& o) { o.discount = discount; }; };
    using Kind = Discount::Kind;

    CHECK(books.complaints(with({Kind::percentage, Decimal(100)})).empty());
    CHECK(books.complaints(with({Kind::percentage, Decimal::of("100.1")})) ==
          Texts{"blocks discount: error.discount_percent"});
    CHECK(books.complaints(with({Kind::amount, Decimal::of("1861.09")})) ==
          Texts{"blocks discount: error.discount_amount"});
    CHECK(books.complaints([](O& o) {
        o.lines[0].discount = Discount{Discount::Kind::amount, Decimal(-1)};
    }) == Texts{"blocks lines[0].discount: error.discount_amount"});
    books.lists.rules.discounts = false;
    CHECK(books.complaints(with({Kind::percentage, Decimal(5)})) ==
          Texts{"blocks discount: problem.discounts_off"});
    CHECK(books.complaints(with({Kind::percentage, Decimal(0)})).empty());
}

TEST_CASE("a customer that is inactive or of another currency is told before the books refuse")
{
    PolishBooks books;
    books.preflight.payer =
        Payer{PayerId("58"), "Lee Ltd", "", Currency::of("EUR"), Decimal(), false};

    CHECK(books.complaints([](O&) {}) == Texts{"blocks payer: problem.payer_inactive",
                                               "blocks currency: problem.currency_differs"});
}

TEST_CASE("closed periods, taken numbers, rates and recipients that cannot be")
{
    PolishBooks books;
    books.lists.rules.closed_until = Date::of("2026-11-20");
    CHECK(books.complaints([](O&) {}) == Texts{"blocks date: problem.closed_until"});
    books.lists.rules.closed_until = Date::of("2026-11-19");
    CHECK(books.complaints([](O&) {}).empty());

    books.preflight.number_taken = true;
    CHECK(books.complaints([](O& o) { o.number = "FV/1"; }) ==
          Texts{"blocks number: problem.number_taken"});
    books.preflight.number_taken = false;
    CHECK(books.complaints([](O& o) { o.number.assign(22, '1'); }) ==
          Texts{"blocks number: error.too_long"});
    CHECK(books.complaints([](O& o) { o.exchange_rate = Decimal(0); }) ==
          Texts{"blocks exchange_rate: problem.exchange_rate"});
    CHECK(books.complaints([](O& o) { o.send_to = "a@b.test, nobody"; }) ==
          Texts{"blocks send_to: error.email"});
    CHECK(books.complaints([](O& o) { o.send_to = "a@b.test, c@d.test"; }).empty());
}

TEST_CASE("lengths count characters, and what the books may not take is a warning")
{
    const PolishBooks books;
    std::string long_name;
    for (int i = 0; i < 500; ++i) {
        long_name += "ł";
    }

    CHECK(books.complaints([&](O& o) { o.details.name = long_name; }).empty());
    CHECK(books.complaints([&](O& o) { o.details.name = long_name + "ł"; }) ==
          Texts{"blocks details.name: error.too_long"});
    CHECK(books.complaints([](O& o) { o.message = "Thanks \U0001F600"; }) ==
          Texts{"warns message: problem.emoji"});
    CHECK(books.complaints([](O& o) {
        o.payer.reset();
        o.details.name = "Lee: Roofs";
    }) == Texts{"warns details.name: problem.name_characters"});
}

TEST_CASE("without the lists nothing is claimed about them")
{
    PolishBooks books;
    books.preflight.lists = nullptr;

    CHECK(books
              .complaints([](O& o) {
                  o.class_id = "8";
                  o.lines[0].tax_code = TaxCodeId("6");
              })
              .empty());
    CHECK(books.complaints([](O& o) { o.lines[0].tax_code = TaxCodeId(); }) ==
          Texts{"blocks lines[0].tax_code: problem.line_tax_code"});
}
