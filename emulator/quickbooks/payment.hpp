#pragma once

#include "emulator/quickbooks/ledger.hpp"

#include <expected>
#include <string>

namespace emulator::quickbooks {

extern const EntityType payment_type;

/// Records money received for one invoice, as a person in QuickBooks does: a Payment that is linked
/// to it, its balance, SyncToken and LinkedTxn, and the customer's balance. What exceeds the
/// invoice's balance stays unapplied. The other side of the result says what is wrong: no such
/// invoice, an amount that is not more than zero.
std::expected<Json, std::string>
record_payment(Company& company, const std::string& invoice_id, const Decimal& amount, Time now);

} // namespace emulator::quickbooks
