#include "emulator/quickbooks/books/stamp.hpp"

#include "base/zone.hpp"
#include "emulator/kit/instant.hpp"

#include <date/tz.h>

#include <cstdio>

namespace emulator::quickbooks {

namespace {

const date::time_zone& zone()
{
    static const date::time_zone* found = date::locate_zone(server_zone);
    return *found;
}

std::chrono::seconds offset_at(Time time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    return zone().get_info(date::sys_seconds(seconds)).offset;
}

std::string format(Time time, std::size_t length)
{
    const std::chrono::seconds offset = offset_at(time);
    const auto minutes = std::chrono::abs(std::chrono::duration_cast<std::chrono::minutes>(offset));
    char zone_text[16];
    std::snprintf(zone_text,
                  sizeof zone_text,
                  "%c%02d:%02d",
                  offset.count() < 0 ? '-' : '+',
                  static_cast<int>(minutes.count() / 60),
                  static_cast<int>(minutes.count() % 60));
    return kit::format_instant(time + offset).substr(0, length) + zone_text;
}

} // namespace

std::string stamp(Time time)
{
    constexpr std::size_t up_to_seconds = 19;
    return format(time, up_to_seconds);
}

std::string stamp_with_milliseconds(Time time)
{
    constexpr std::size_t up_to_milliseconds = 23;
    return format(time, up_to_milliseconds);
}

Date server_day(Time time)
{
    return billbridge::day_in_zone(time, server_zone);
}

std::optional<Time> parse_stamp(std::string_view text)
{
    constexpr std::size_t bare_date = 10;
    if (const auto instant = kit::parse_instant(text)) {
        return instant;
    }
    const std::string clock = text.size() == bare_date ? "T00:00:00Z" : "Z";
    const auto local = kit::parse_instant(std::string(text) + clock);
    if (!local) {
        return std::nullopt;
    }
    const date::local_seconds seconds(
        std::chrono::floor<std::chrono::seconds>(*local).time_since_epoch());
    const auto offset = zone().get_info(seconds).first.offset;
    return *local - offset;
}

} // namespace emulator::quickbooks
