#pragma once

#include "emulator/quickbooks/company.hpp"

#include <string_view>

namespace emulator::quickbooks {

/// Runs a statement of the query language; the value is the answer's `QueryResponse`. Refuses with
/// 4000 what cannot be parsed and with 4001 what cannot be asked.
Outcome<Json> run_query(const Company& company, std::string_view statement, Time now);

} // namespace emulator::quickbooks
