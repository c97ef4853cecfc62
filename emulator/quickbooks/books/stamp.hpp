#pragma once

#include "base/clock.hpp"
#include "base/date.hpp"

#include <optional>
#include <string>
#include <string_view>

/// The vendor's time is that of its data centre, Pacific time, for every company.
namespace emulator::quickbooks {

using billbridge::Date;
using billbridge::Time;

inline constexpr const char* server_zone = "America/Los_Angeles";

/// "2026-11-20T10:33:39-08:00", as in MetaData.
std::string stamp(Time time);
/// "2026-11-20T10:33:39.110-08:00", as beside an answer.
std::string stamp_with_milliseconds(Time time);

/// The day on the server, which an invoice without a date gets.
Date server_day(Time time);

/// Reads a dateTime; without an offset it is Pacific, and a bare date is its midnight there.
std::optional<Time> parse_stamp(std::string_view text);

} // namespace emulator::quickbooks
