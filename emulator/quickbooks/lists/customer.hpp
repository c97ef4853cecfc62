#pragma once

#include "emulator/quickbooks/books/ledger.hpp"

namespace emulator::quickbooks {

extern const EntityType customer_type;

/// The currency of a customer, the home currency where none is set.
std::string currency_of(const Company& company, const Json& customer);

/// Gives an address an id of its own.
Json with_address_id(Company& company, Json address);

} // namespace emulator::quickbooks
