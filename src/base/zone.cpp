#include "base/zone.hpp"

#include <date/tz.h>

#include <stdexcept>

namespace billbridge {

namespace {

const date::time_zone* find_zone(const std::string& zone)
{
    if (zone.empty()) {
        return nullptr;
    }
    try {
        return date::locate_zone(zone);
    } catch (const std::runtime_error&) {
        return nullptr; // the library's only way to say that it does not know the name
    }
}

} // namespace

Date day_in_zone(Time time, const std::string& zone)
{
    const auto* found = find_zone(zone);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    const auto offset = found == nullptr ? std::chrono::seconds(0)
                                         : found->get_info(date::sys_seconds(seconds)).offset;
    const auto local = std::chrono::floor<std::chrono::days>(seconds + offset);
    return Date::from_days(std::chrono::local_days(local.time_since_epoch()));
}

bool is_known_zone(const std::string& zone)
{
    return find_zone(zone) != nullptr;
}

} // namespace billbridge
