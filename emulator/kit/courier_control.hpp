#pragma once

#include "emulator/kit/courier.hpp"

#include <optional>
#include <string>

namespace emulator::kit {

/// Sets the switches of a courier from the members `hold`, `duplicate`, `reorder` (true or false)
/// and `lose` (a number) that are there. The value says what is wrong, if anything is.
std::optional<std::string> set_courier(Courier& courier, const billbridge::Json& body);

/// The switches with what waits and what has been delivered.
billbridge::Json courier_json(const Courier& courier);

} // namespace emulator::kit
