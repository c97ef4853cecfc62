#include "base/date.hpp"

#include <charconv>
#include <cstdio>
#include <stdexcept>

namespace billbridge {

namespace {

bool read_number(std::string_view text, unsigned& number)
{
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc{} && end == text.data() + text.size();
}

} // namespace

Result<Date> Date::parse(std::string_view text)
{
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                        read_number(text.substr(0, 4), year) &&
                        read_number(text.substr(5, 2), month) && read_number(text.substr(8), day);
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                           std::chrono::month(month),
                                           std::chrono::day(day)};
    if (!shaped || !date.ok() || year < 1900) {
        return fail(invalid({"error.date", {}}, "not a date: " + std::string(text.substr(0, 40))));
    }
    return from_days(std::chrono::local_days(date));
}

Date Date::of(std::string_view text)
{
    auto date = parse(text);
    if (!date) {
        throw std::invalid_argument(date.error().cause);
    }
    return *date;
}

Date Date::from_days(std::chrono::local_days days)
{
    Date date;
    date.days_ = days;
    return date;
}

Date Date::start_of_month() const
{
    const std::chrono::year_month_day parts(days_);
    return from_days(std::chrono::local_days(parts.year() / parts.month() / 1));
}

Date Date::end_of_month() const
{
    const std::chrono::year_month_day parts(days_);
    return from_days(std::chrono::local_days(parts.year() / parts.month() / std::chrono::last));
}

std::string to_string(const Date& date)
{
    const std::chrono::year_month_day parts(date.days());
    char text[24];
    std::snprintf(text,
                  sizeof text,
                  "%04d-%02u-%02u",
                  static_cast<int>(parts.year()),
                  static_cast<unsigned>(parts.month()),
                  static_cast<unsigned>(parts.day()));
    return text;
}

} // namespace billbridge
