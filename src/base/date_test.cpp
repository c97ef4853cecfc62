#include "base/date.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

TEST_CASE("a date is read and written as YYYY-MM-DD")
{
    CHECK(to_string(Date::of("2026-03-13")) == "2026-03-13");
    CHECK(to_string(Date::of("2028-02-29")) == "2028-02-29");
}

TEST_CASE("a month begins with its first day and ends with its last")
{
    CHECK(to_string(Date::of("2028-02-17").start_of_month()) == "2028-02-01");
    CHECK(to_string(Date::of("2028-02-17").end_of_month()) == "2028-02-29");
    CHECK(to_string(Date::of("2026-12-31").end_of_month()) == "2026-12-31");
}

TEST_CASE("adding days crosses months and years")
{
    CHECK(to_string(Date::of("2026-03-13").plus_days(7)) == "2026-03-20");
    CHECK(to_string(Date::of("2026-12-31").plus_days(1)) == "2027-01-01");
    CHECK(to_string(Date::of("2028-02-28").plus_days(1)) == "2028-02-29");
}

TEST_CASE("days that do not exist and other spellings are refused")
{
    for (const char* text : {"",
                             "2026-02-29",
                             "2026-13-01",
                             "2026-00-10",
                             "2026-1-01",
                             "20260101",
                             "2026-01-01T00:00:00Z",
                             "0000-01-01",
                             "1899-12-31",
                             "2026/01/01",
                             "abcd-ef-gh",
                             "-026-01-01",
                             "2026-+1-01"}) {
        CAPTURE(text);
        CHECK_FALSE(Date::parse(text).has_value());
    }
}
