#pragma once

#include "emulator/quickbooks/ledger.hpp"

namespace emulator::quickbooks {

extern const EntityType customer_type;

/// The currency of a customer, the home currency where none is set.
std::string currency_of(const Company& company, const Json& customer);

/// Gives an address an id of its own.
Json with_address_id(Company& company, Json address);

/// The name as it is kept: QuickBooks marks what is made inactive.
std::string inactive_name(std::string name, const Json& body);

} // namespace emulator::quickbooks
