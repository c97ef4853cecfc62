#include "emulator/kit/instant.hpp"

#include <doctest/doctest.h>

using namespace emulator::kit;

TEST_CASE("an instant is written in UTC with milliseconds and read back")
{
    const billbridge::Time time(std::chrono::milliseconds(1'763'632'800'023));

    CHECK(format_instant(time) == "2025-11-20T10:00:00.023Z");
    CHECK(parse_instant(format_instant(time)) == time);
}

TEST_CASE("HTTP's dates have names")
{
    CHECK(format_http_date(*parse_instant("2026-11-20T09:00:00.999Z")) ==
          "Fri, 20 Nov 2026 09:00:00 GMT");
    CHECK(format_http_date(*parse_instant("2027-01-03T23:05:09Z")) ==
          "Sun, 03 Jan 2027 23:05:09 GMT");
}

TEST_CASE("an offset is taken off, and decimals beyond the third do not count")
{
    const auto utc = parse_instant("2025-11-20T10:00:00Z");

    CHECK(parse_instant("2025-11-20T02:00:00-08:00") == utc);
    CHECK(parse_instant("2025-11-20T15:30:00+0530") == utc);
    CHECK(parse_instant("2025-11-20T10:00:00.000999999Z") == utc);
    CHECK(parse_instant("2025-11-20T10:00:00.5Z") == *utc + std::chrono::milliseconds(500));
}

TEST_CASE("what is not an instant is none")
{
    for (const std::string text : {"",
                                   "2025-11-20",
                                   "2025-11-20T10:00:00",
                                   "2025-02-30T10:00:00Z",
                                   "2025-11-20T24:00:00Z",
                                   "2025-11-20T10:60:00Z",
                                   "2025-11-20 10:00:00Z",
                                   "2025-11-20T10:00:00.Z",
                                   "2025-11-20T10:00:00+8",
                                   "2025-11-20T10:00:00Zx"}) {
        CAPTURE(text);

        CHECK_FALSE(parse_instant(text));
    }
}
