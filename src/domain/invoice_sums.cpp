#include "domain/invoice_sums.hpp"

#include <map>

namespace billbridge {

std::vector<InvoiceSums> invoice_sums(const std::vector<KnownInvoice>& invoices, Date today)
{
    std::map<Currency, InvoiceSums> by_currency;
    for (const auto& [invoice, deal, as_of, learned_by] : invoices) {
        const InvoiceStatus status = invoice_status(invoice, today);
        if (status == InvoiceStatus::voided || status == InvoiceStatus::deleted) {
            continue;
        }
        InvoiceSums& sums = by_currency[invoice.currency];
        sums.currency = invoice.currency;
        sums.outstanding += invoice.balance;
        sums.paid += invoice.total - invoice.balance;
        if (status == InvoiceStatus::overdue) {
            sums.overdue += invoice.balance;
        }
    }
    std::vector<InvoiceSums> list;
    for (const auto& [currency, sums] : by_currency) {
        list.push_back(sums);
    }
    return list;
}

} // namespace billbridge
