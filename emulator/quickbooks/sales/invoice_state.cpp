#include "emulator/quickbooks/sales/invoice_state.hpp"

namespace emulator::quickbooks {

InvoiceState invoice_state(const Json& invoice, Date today)
{
    const Decimal total = decimal_of(invoice["TotalAmt"]);
    const Decimal balance = decimal_of(invoice["Balance"]);
    if (total.is_zero() && invoice["PrivateNote"].string_or().starts_with("Voided")) {
        return InvoiceState::voided;
    }
    if (balance.is_zero()) {
        return InvoiceState::paid;
    }
    const auto due = Date::parse(invoice["DueDate"].string_or());
    if (due && *due < today) {
        return InvoiceState::overdue;
    }
    return balance < total ? InvoiceState::partially_paid : InvoiceState::open;
}

std::string_view name_of(InvoiceState state)
{
    switch (state) {
    case InvoiceState::open:
        return "Open";
    case InvoiceState::partially_paid:
        return "Partially paid";
    case InvoiceState::overdue:
        return "Overdue";
    case InvoiceState::paid:
        return "Paid";
    case InvoiceState::voided:
        break;
    }
    return "Voided";
}

} // namespace emulator::quickbooks
