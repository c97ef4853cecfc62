#pragma once

#include "emulator/quickbooks/books/ledger.hpp"
#include "emulator/quickbooks/sales/payment_links.hpp"

#include <expected>
#include <string>

namespace emulator::quickbooks {

extern const EntityType payment_type;

/// The lines of a payment that is applied so.
Json lines_of(const std::vector<Application>& all);

/// An invoice or credit memo after so much more of it has been settled or used by that payment.
Json settled_document(const Company& company,
                      Json document,
                      const Decimal& more,
                      bool is_linked,
                      const std::string& payment_id,
                      Time now);

/// Records money received for one invoice, as a person in QuickBooks does: a Payment that is linked
/// to it, its balance, SyncToken and LinkedTxn, and the customer's balance. What exceeds the
/// invoice's balance stays unapplied. The other side of the result says what is wrong: no such
/// invoice, an amount that is not more than zero.
std::expected<Json, std::string>
record_payment(Company& company, const std::string& invoice_id, const Decimal& amount, Time now);

} // namespace emulator::quickbooks
