#include "emulator/quickbooks/books/stamp.hpp"

#include "emulator/kit/instant.hpp"

#include <doctest/doctest.h>

using namespace emulator::quickbooks;
using emulator::kit::parse_instant;

TEST_CASE("stamps are Pacific, with daylight saving time in summer")
{
    CHECK(stamp(*parse_instant("2026-11-20T18:33:39.110Z")) == "2026-11-20T10:33:39-08:00");
    CHECK(stamp(*parse_instant("2026-07-01T06:00:00Z")) == "2026-06-30T23:00:00-07:00");
    CHECK(stamp_with_milliseconds(*parse_instant("2026-11-20T18:33:39.110Z")) ==
          "2026-11-20T10:33:39.110-08:00");
}

TEST_CASE("the server's day is the Pacific one")
{
    CHECK(server_day(*parse_instant("2026-11-21T07:59:59Z")) == Date::of("2026-11-20"));
    CHECK(server_day(*parse_instant("2026-11-21T08:00:00Z")) == Date::of("2026-11-21"));
}

TEST_CASE("a dateTime is read with its offset, and as Pacific without one")
{
    const auto ten = parse_instant("2026-11-20T18:00:00Z");

    CHECK(parse_stamp("2026-11-20T10:00:00-08:00") == ten);
    CHECK(parse_stamp("2026-11-20T10:00:00") == ten);
    CHECK(parse_stamp("2026-11-20") == parse_instant("2026-11-20T08:00:00Z"));
    CHECK_FALSE(parse_stamp("yesterday"));
    CHECK_FALSE(parse_stamp(""));
}
