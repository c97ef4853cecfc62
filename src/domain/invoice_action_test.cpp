#include "domain/invoice_action.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using enum InvoiceAction;

namespace {

using Actions = std::vector<InvoiceAction>;

Invoice invoice(const char* total, const char* balance)
{
    Invoice invoice;
    invoice.total = Decimal::of(total);
    invoice.balance = Decimal::of(balance);
    return invoice;
}

} // namespace

TEST_CASE("an invoice that nothing was paid on can be sent, voided and deleted")
{
    CHECK(allowed_actions(invoice("60.46", "60.46")) ==
          Actions{send_invoice, void_invoice, delete_invoice});
    CHECK(allowed_actions(invoice("0.00", "0")) ==
          Actions{send_invoice, void_invoice, delete_invoice});
}

TEST_CASE("an invoice with payments can only be sent")
{
    CHECK(allowed_actions(invoice("60.46", "10.46")) == Actions{send_invoice});
    CHECK(allowed_actions(invoice("60.46", "0.00")) == Actions{send_invoice});
}

TEST_CASE("a voided invoice can only be deleted, a deleted one nothing")
{
    Invoice voided = invoice("0.00", "0.00");
    voided.voided = true;
    Invoice deleted = voided;
    deleted.deleted = true;

    CHECK(allowed_actions(voided) == Actions{delete_invoice});
    CHECK(allowed_actions(deleted).empty());
}

TEST_CASE("actions have names that are read back, and nothing else is one")
{
    for (const InvoiceAction action : {void_invoice, delete_invoice, send_invoice}) {
        CHECK(parse_invoice_action(name(action)) == action);
    }
    for (const char* text : {"", "Void", "pay", "void "}) {
        CHECK(parse_invoice_action(text).error().kind == ErrorKind::invalid);
    }
}
