#pragma once

#include "emulator/quickbooks/books/company.hpp"

#include <deque>
#include <string_view>

namespace emulator::quickbooks {

/// The companies of a seed, their dates as of `now`; none where there is no such seed.
///
/// `craigs`: the vendor's sample company for landscaping, with several currencies (home USD, EUR
/// active) and US sales tax, and an empty company beside it. `large`: the same with 5,000
/// customers, 2,000 items and 20,000 invoices more. `empty`: only the empty one.
std::deque<Company> seeded_companies(std::string_view name, Time now);

} // namespace emulator::quickbooks
