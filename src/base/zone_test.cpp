#include "base/zone.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

TEST_CASE("the day depends on the zone, also across daylight saving")
{
    const Time late_summer_evening =
        std::chrono::sys_days(std::chrono::year(2026) / 8 / 31) + std::chrono::hours(22);
    const Time winter_evening = std::chrono::sys_days(std::chrono::year(2026) / 12 / 31) +
                                std::chrono::minutes(22 * 60 + 30);

    CHECK(to_string(day_in_zone(late_summer_evening, "Europe/Warsaw")) == "2026-09-01");
    CHECK(to_string(day_in_zone(late_summer_evening, "America/Los_Angeles")) == "2026-08-31");
    CHECK(to_string(day_in_zone(winter_evening, "Europe/Warsaw")) == "2026-12-31");
}

TEST_CASE("an unknown zone counts as UTC")
{
    const Time evening =
        std::chrono::sys_days(std::chrono::year(2026) / 8 / 31) + std::chrono::hours(23);

    CHECK(to_string(day_in_zone(evening, "Mars/Olympus")) == "2026-08-31");
    CHECK(to_string(day_in_zone(evening, "")) == "2026-08-31");
    CHECK_FALSE(is_known_zone("Mars/Olympus"));
    CHECK_FALSE(is_known_zone("../../etc/passwd"));
    CHECK(is_known_zone("Europe/Warsaw"));
}
