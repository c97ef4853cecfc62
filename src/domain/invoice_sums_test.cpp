#include "domain/invoice_sums.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

namespace {

KnownInvoice known(const char* currency, const char* total, const char* balance, const char* due)
{
    KnownInvoice known;
    known.invoice.currency = Currency::of(currency);
    known.invoice.total = Decimal::of(total);
    known.invoice.balance = Decimal::of(balance);
    known.invoice.due_date = Date::of(due);
    return known;
}

const Date today = Date::of("2026-11-20");

} // namespace

TEST_CASE("a sum of invoices says what is outstanding, what of it is overdue, and what is paid")
{
    const auto sums = invoice_sums({known("USD", "10.00", "10.00", "2026-12-01"),
                                    known("USD", "20.00", "5.50", "2026-11-19"),
                                    known("USD", "7.25", "0", "2026-11-01")},
                                   today);

    REQUIRE(sums.size() == 1);
    CHECK(sums[0].currency == Currency::of("USD"));
    CHECK(sums[0].outstanding == Decimal::of("15.50"));
    CHECK(sums[0].overdue == Decimal::of("5.50"));
    CHECK(sums[0].paid == Decimal::of("21.75"));
}

TEST_CASE("each currency has its own sums, ordered by currency")
{
    const auto sums = invoice_sums(
        {known("USD", "10.00", "10.00", "2026-12-01"), known("EUR", "3.00", "3.00", "2026-12-01")},
        today);

    REQUIRE(sums.size() == 2);
    CHECK(sums[0].currency == Currency::of("EUR"));
    CHECK(sums[1].outstanding == Decimal::of("10.00"));
}

TEST_CASE("voided and deleted invoices count in no sum")
{
    KnownInvoice voided = known("USD", "0", "0", "2026-11-01");
    voided.invoice.voided = true;
    KnownInvoice deleted = known("USD", "10.00", "10.00", "2026-11-01");
    deleted.invoice.deleted = true;

    CHECK(invoice_sums({voided, deleted}, today).empty());
    CHECK(invoice_sums({}, today).empty());
}
