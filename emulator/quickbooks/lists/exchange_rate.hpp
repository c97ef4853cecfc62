#pragma once

#include "emulator/quickbooks/books/ledger.hpp"

#include <string_view>

namespace emulator::quickbooks {

/// What `GET /exchangerate` answers: the newest rate of the currency on or before that day; today
/// where `as_of` is empty. Refuses with 2020 without a currency, 2060 for what is no day, 2500 for
/// a currency that the company does not use and 5030 where it has only one.
Outcome<Json>
exchange_rate(const Company& company, std::string_view currency, std::string_view as_of, Time now);

/// What `POST /exchangerate` does: sets the rate of a currency for a day.
Outcome<const Record*> set_exchange_rate(Company& company, const Json& body, Time now);

} // namespace emulator::quickbooks
