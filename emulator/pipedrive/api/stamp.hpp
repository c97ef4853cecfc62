#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>

namespace emulator::pipedrive {

/// `2026-08-01T09:00:00Z`, as API v2 writes times.
std::string stamp_v2(billbridge::Time time);
/// `2026-08-01 09:00:00`, UTC, as API v1 writes times.
std::string stamp_v1(billbridge::Time time);
/// `2026-08-01`, the UTC day.
std::string day(billbridge::Time time);

/// Reads what `stamp_v2` writes and nothing else: fractions of a second and offsets are refused, as
/// the vendor does in query parameters. Fails with `invalid`.
billbridge::Result<billbridge::Time> parse_stamp_v2(std::string_view text);
/// Reads what `stamp_v1` writes. Fails with `invalid`.
billbridge::Result<billbridge::Time> parse_stamp_v1(std::string_view text);

} // namespace emulator::pipedrive
