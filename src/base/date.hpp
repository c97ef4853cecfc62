#pragma once

#include "base/result.hpp"

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

namespace billbridge {

/// A calendar day without time or zone, years 1900 to 9999.
class Date {
public:
    Date() = default;

    /// Reads "2026-11-20". Fails with `invalid` on any other form and on days that do not exist.
    static Result<Date> parse(std::string_view text);
    /// For dates in the source; throws where `parse` fails.
    static Date of(std::string_view text);
    static Date from_days(std::chrono::local_days days);

    std::chrono::local_days days() const { return days_; }
    Date start_of_month() const;
    Date end_of_month() const;
    Date plus_days(int count) const { return from_days(days_ + std::chrono::days(count)); }

    friend auto operator<=>(const Date&, const Date&) = default;
    friend bool operator==(const Date&, const Date&) = default;
    friend std::string to_string(const Date& date);

private:
    std::chrono::local_days days_{};
};

} // namespace billbridge
