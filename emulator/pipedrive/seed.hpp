#pragma once

#include "emulator/pipedrive/world.hpp"

#include <optional>
#include <string_view>

namespace emulator::pipedrive {

/// The world of that name as it stands at `now`; none where the name is unknown.
///
/// - `craigs`: "Craig's Design and Landscaping", whose organizations and products carry the names
///   and prices of QuickBooks' sample company;
/// - `empty`: the same company and users without a single record.
std::optional<World> seed(std::string_view name, Time now);

} // namespace emulator::pipedrive
