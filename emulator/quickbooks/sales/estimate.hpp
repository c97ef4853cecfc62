#pragma once

#include "emulator/quickbooks/books/ledger.hpp"

#include <string>
#include <vector>

namespace emulator::quickbooks {

extern const EntityType estimate_type;

/// The estimates that an invoice says it was made of. 620 for one that is not there, belongs to
/// another customer or has become another invoice, and for links to what only the other side may
/// link.
Outcome<std::vector<std::string>> linked_estimates(const Write& write);

/// Adds links to estimates that the form does not have yet.
void add_links(Json& invoice, const std::vector<std::string>& estimates);

/// Closes the estimates that `after` was made of and opens those of `before` that it is not.
void settle_estimates(Company& company, const Json& before, const Json& after, Time now);

} // namespace emulator::quickbooks
