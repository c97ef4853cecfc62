#pragma once

#include "emulator/quickbooks/books/ledger.hpp"

namespace emulator::quickbooks {

/// Merges a customer into another, as a person can in QuickBooks and no app can: its forms and
/// payments are the other's afterwards, and it is no more. One `Merge` tells of it, beside the
/// updates of the forms (whether the vendor tells these is not confirmed).
///
/// Refused: customers that are unknown, the same or of different currencies, and one with customers
/// of its own below it.
Outcome<const Record*>
merge_customers(Company& company, const std::string& from, const std::string& into, Time now);

} // namespace emulator::quickbooks
