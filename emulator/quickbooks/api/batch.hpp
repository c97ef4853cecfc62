#pragma once

#include "emulator/quickbooks/api/operations.hpp"

namespace emulator::quickbooks {

/// The vendor's pages name 30 and 10; more than 30 is refused by both readings.
inline constexpr std::size_t batch_items_max = 30;

/// Runs the items of `{"BatchItemRequest":[..]}` one after the other, each for itself: one that is
/// refused does not keep the others from happening. The value is the JSON text of the whole answer.
/// Refuses with 1040 a batch that is too long and with 2020 one without items.
Outcome<std::string>
run_batch(Company& company, const Json& body, const Includes& includes, Time now);

} // namespace emulator::quickbooks
