#include "domain/invoice.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

namespace {

Invoice invoice(const char* total, const char* balance)
{
    Invoice invoice;
    invoice.total = Decimal::of(total);
    invoice.balance = Decimal::of(balance);
    invoice.due_date = Date::of("2026-11-20");
    return invoice;
}

const Date due_day = Date::of("2026-11-20");
const Date day_after = Date::of("2026-11-21");

} // namespace

TEST_CASE("an unpaid invoice is open until its due date has passed")
{
    CHECK(invoice_status(invoice("10.00", "10.00"), due_day) == InvoiceStatus::open);
    CHECK(invoice_status(invoice("10.00", "10.00"), day_after) == InvoiceStatus::overdue);
}

TEST_CASE("a partly paid invoice past its due date is overdue")
{
    CHECK(invoice_status(invoice("10.00", "4.00"), due_day) == InvoiceStatus::partially_paid);
    CHECK(invoice_status(invoice("10.00", "4.00"), day_after) == InvoiceStatus::overdue);
}

TEST_CASE("nothing left to pay is paid, also late and also for a zero invoice")
{
    CHECK(invoice_status(invoice("10.00", "0.00"), day_after) == InvoiceStatus::paid);
    CHECK(invoice_status(invoice("0", "0"), day_after) == InvoiceStatus::paid);
}

TEST_CASE("voided and deleted come before every amount")
{
    Invoice voided = invoice("0", "0");
    voided.voided = true;
    Invoice deleted = invoice("10.00", "10.00");
    deleted.deleted = true;

    CHECK(invoice_status(voided, day_after) == InvoiceStatus::voided);
    CHECK(invoice_status(deleted, day_after) == InvoiceStatus::deleted);
}

TEST_CASE("an invoice without a due date is never overdue")
{
    Invoice undated = invoice("10.00", "10.00");
    undated.due_date.reset();

    CHECK(invoice_status(undated, day_after) == InvoiceStatus::open);
}

TEST_CASE("versions are ordered as numbers; what is no number is older than nothing")
{
    CHECK(is_older("2", "10"));
    CHECK(is_older("0", "1"));
    CHECK(is_older("9", "100000000000000000000000"));
    CHECK_FALSE(is_older("10", "2"));
    CHECK_FALSE(is_older("3", "3"));
    CHECK_FALSE(is_older("03", "3"));
    CHECK_FALSE(is_older("", "3"));
    CHECK_FALSE(is_older("3", ""));
    CHECK_FALSE(is_older("-1", "3"));
}
