#pragma once

#include "base/date.hpp"
#include "base/money.hpp"
#include "text/catalogue.hpp"

namespace billbridge::text {

/// An amount as people of that language write it: "1,861.08 USD", "1 861,08 USD" (with no-break
/// spaces). The decimals are those of the amount.
std::string format(const Money& money, Language language);

/// A date as people of that language write it: "20 Nov 2026", "20.11.2026".
std::string format(const Date& date, Language language);

} // namespace billbridge::text
