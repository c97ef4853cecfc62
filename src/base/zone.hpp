#pragma once

#include "base/clock.hpp"
#include "base/date.hpp"

#include <string>

namespace billbridge {

/// The calendar day at `time` in an IANA zone ("Europe/Warsaw"); in UTC where the zone is unknown
/// or empty. Uses the machine's tzdata.
Date day_in_zone(Time time, const std::string& zone);

/// Whether the machine's tzdata knows the zone.
bool is_known_zone(const std::string& zone);

} // namespace billbridge
