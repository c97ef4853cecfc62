#pragma once

#include "emulator/quickbooks/books/ledger.hpp"

namespace emulator::quickbooks {

/// What `POST /taxservice/taxcode` does: makes a tax code of rates that are there or that it makes
/// too. The value is the answer, without a wrapper. Refuses with 2020 what is missing, 6240 a name
/// that is taken, 2080 a rate beyond 0 to 100, 2500 an unknown rate or agency, 6000 a rate that
/// comes twice.
Outcome<Json> create_tax_code(Company& company, const Json& body, Time now);

} // namespace emulator::quickbooks
