#pragma once

#include "domain/invoice.hpp"

#include <vector>

namespace billbridge {

/// What the invoices in one currency come to.
struct InvoiceSums {
    Currency currency;
    Decimal outstanding; ///< still to be paid, overdue or not
    Decimal overdue;     ///< the part of `outstanding` whose due date has passed
    Decimal paid;        ///< already paid, also on invoices that are paid in part

    friend bool operator==(const InvoiceSums&, const InvoiceSums&) = default;
};

/// The sums per currency on the day `today` in the company's own time zone, ordered by currency.
/// Voided and deleted invoices do not count; a currency that has only such ones has no sums.
std::vector<InvoiceSums> invoice_sums(const std::vector<KnownInvoice>& invoices, Date today);

} // namespace billbridge
