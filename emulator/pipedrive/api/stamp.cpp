#include "emulator/pipedrive/api/stamp.hpp"

#include "base/date.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace emulator::pipedrive {

using billbridge::Date;
using billbridge::Result;
using billbridge::Time;

namespace {

std::string clock_part(Time time, char separator)
{
    const auto start_of_day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::hh_mm_ss parts(time - start_of_day);
    char text[32];
    std::snprintf(text,
                  sizeof text,
                  "%c%02d:%02d:%02d",
                  separator,
                  static_cast<int>(parts.hours().count()),
                  static_cast<int>(parts.minutes().count()),
                  static_cast<int>(parts.seconds().count()));
    return text;
}

billbridge::Error malformed(std::string_view text)
{
    return billbridge::invalid({"error.time", {}}, "not a time: " + std::string(text));
}

/// Two digits below `limit` at `position`, or -1.
int two_digits(std::string_view text, std::size_t position, int limit)
{
    int number = 0;
    const char* first = text.data() + position;
    const auto [end, error] = std::from_chars(first, first + 2, number);
    return error == std::errc() && end == first + 2 && number >= 0 && number < limit ? number : -1;
}

Result<Time> parse(std::string_view text, char separator)
{
    constexpr std::size_t length = 19; // of 2026-08-01T09:00:00
    if (text.size() != length || text[10] != separator || text[13] != ':' || text[16] != ':') {
        return billbridge::fail(malformed(text));
    }
    TRY(const Date date, Date::parse(text.substr(0, 10)));
    const int hours = two_digits(text, 11, 24);
    const int minutes = two_digits(text, 14, 60);
    const int seconds = two_digits(text, 17, 60);
    if (std::min({hours, minutes, seconds}) < 0) {
        return billbridge::fail(malformed(text));
    }
    const std::chrono::sys_days midnight(date.days().time_since_epoch());
    return midnight + std::chrono::hours(hours) + std::chrono::minutes(minutes) +
           std::chrono::seconds(seconds);
}

} // namespace

std::string day(Time time)
{
    const auto days = std::chrono::floor<std::chrono::days>(time).time_since_epoch();
    return to_string(Date::from_days(std::chrono::local_days(days)));
}

std::string stamp_v2(Time time)
{
    return day(time) + clock_part(time, 'T') + "Z";
}

std::string stamp_v1(Time time)
{
    return day(time) + clock_part(time, ' ');
}

Result<Time> parse_stamp_v2(std::string_view text)
{
    if (!text.ends_with('Z')) {
        return billbridge::fail(malformed(text));
    }
    return parse(text.substr(0, text.size() - 1), 'T');
}

Result<Time> parse_stamp_v1(std::string_view text)
{
    return parse(text, ' ');
}

} // namespace emulator::pipedrive
