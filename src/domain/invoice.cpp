#include "domain/invoice.hpp"

namespace billbridge {

InvoiceStatus invoice_status(const Invoice& invoice, Date today)
{
    if (invoice.deleted) {
        return InvoiceStatus::deleted;
    }
    if (invoice.voided) {
        return InvoiceStatus::voided;
    }
    if (invoice.balance.is_zero()) {
        return InvoiceStatus::paid;
    }
    if (invoice.due_date && *invoice.due_date < today) {
        return InvoiceStatus::overdue;
    }
    return invoice.balance < invoice.total ? InvoiceStatus::partially_paid : InvoiceStatus::open;
}

} // namespace billbridge
