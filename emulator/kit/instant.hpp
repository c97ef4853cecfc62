#pragma once

#include "base/clock.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace emulator::kit {

/// "2026-11-20T09:00:00.000Z"
std::string format_instant(billbridge::Time time);

/// "Fri, 20 Nov 2026 09:00:00 GMT", as HTTP has it (RFC 9110, 5.6.7).
std::string format_http_date(billbridge::Time time);

/// Reads RFC 3339 with `Z` or an offset and up to nine decimals of a second, of which three count.
/// None on everything else.
std::optional<billbridge::Time> parse_instant(std::string_view text);

} // namespace emulator::kit
