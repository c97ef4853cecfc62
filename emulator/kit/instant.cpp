#include "emulator/kit/instant.hpp"

#include "base/date.hpp"

#include <cstdio>

namespace emulator::kit {

using billbridge::Date;
using billbridge::Time;

namespace {

/// The number of two digits at `at`; none where they are not digits or not below `end`.
std::optional<int> two_digits(std::string_view text, std::size_t at, int end)
{
    auto digit = [&](std::size_t i) {
        return i < text.size() && text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : -1;
    };
    const int tens = digit(at);
    const int ones = digit(at + 1);
    const int number = tens * 10 + ones;
    return tens < 0 || ones < 0 || number >= end ? std::nullopt : std::optional(number);
}

/// Takes ".123456" from the front of `text`, if it is there; none where it is malformed.
std::optional<std::chrono::milliseconds> take_fraction(std::string_view& text)
{
    constexpr std::size_t digits_max = 9;
    if (!text.starts_with('.')) {
        return std::chrono::milliseconds(0);
    }
    text.remove_prefix(1);
    int milliseconds = 0;
    int weight = 100;
    std::size_t count = 0;
    for (; count < text.size() && text[count] >= '0' && text[count] <= '9'; ++count) {
        milliseconds += (text[count] - '0') * weight;
        weight /= 10;
    }
    text.remove_prefix(count);
    return count == 0 || count > digits_max
               ? std::nullopt
               : std::optional(std::chrono::milliseconds(milliseconds));
}

/// "Z", "+02:00", "-0800"
std::optional<std::chrono::minutes> parse_offset(std::string_view text)
{
    if (text == "Z" || text == "z") {
        return std::chrono::minutes(0);
    }
    if (!text.starts_with('+') && !text.starts_with('-')) {
        return std::nullopt;
    }
    const bool has_colon = text.size() == 6 && text[3] == ':';
    if (!has_colon && text.size() != 5) {
        return std::nullopt;
    }
    const auto hours = two_digits(text, 1, 24);
    const auto minutes = two_digits(text, has_colon ? 4 : 3, 60);
    if (!hours || !minutes) {
        return std::nullopt;
    }
    const std::chrono::minutes offset(*hours * 60 + *minutes);
    return text[0] == '-' ? -offset : offset;
}

} // namespace

std::string format_instant(Time time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::hh_mm_ss clock(time - day);
    char text[24];
    std::snprintf(text,
                  sizeof text,
                  "T%02d:%02d:%02d.%03dZ",
                  static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()),
                  static_cast<int>(clock.subseconds().count()));
    return to_string(Date::from_days(std::chrono::local_days(day.time_since_epoch()))) + text;
}

std::string format_http_date(Time time)
{
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    char text[32];
    std::snprintf(text,
                  sizeof text,
                  "%s, %02u %s %04d %02d:%02d:%02d GMT",
                  days[std::chrono::weekday(day).c_encoding()],
                  static_cast<unsigned>(date.day()),
                  months[static_cast<unsigned>(date.month()) - 1],
                  static_cast<int>(date.year()),
                  static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text;
}

std::optional<Time> parse_instant(std::string_view text)
{
    constexpr std::size_t up_to_seconds = 19;
    if (text.size() <= up_to_seconds || text[10] != 'T' || text[13] != ':' || text[16] != ':') {
        return std::nullopt;
    }
    const auto day = Date::parse(text.substr(0, 10));
    const auto hours = two_digits(text, 11, 24);
    const auto minutes = two_digits(text, 14, 60);
    const auto seconds = two_digits(text, 17, 61); // a leap second is the next second
    text.remove_prefix(up_to_seconds);
    const auto fraction = take_fraction(text);
    const auto offset = parse_offset(text);
    if (!day || !hours || !minutes || !seconds || !fraction || !offset) {
        return std::nullopt;
    }
    const Time midnight(day->days().time_since_epoch());
    return midnight + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
           std::chrono::seconds(*seconds) + *fraction - *offset;
}

} // namespace emulator::kit
