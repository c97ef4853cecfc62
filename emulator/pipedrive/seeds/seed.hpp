#pragma once

#include "emulator/pipedrive/records/world.hpp"

#include <optional>
#include <string_view>

namespace emulator::pipedrive {

/// The world of that name as it stands at `now`; none where the name is unknown.
///
/// - `craigs`: "Craig's Design and Landscaping", whose organizations and products carry the names
///   and prices of QuickBooks' sample company;
/// - `large`: that, and 5,000 organizations with a person each, 2,000 products and 10,000 deals of
///   two years;
/// - `empty`: the same company and users without a single record.
std::optional<World> seed(std::string_view name, Time now);

} // namespace emulator::pipedrive
