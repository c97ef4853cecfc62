#include "emulator/quickbooks/books/text.hpp"

#include <doctest/doctest.h>

using namespace emulator::quickbooks;

TEST_CASE("letters of several alphabets have small forms")
{
    CHECK(lower_case("AMY's Żółć ŁÓDŹ Ÿ") == "amy's żółć łódź Ÿ");
    CHECK(lower_case("ΑΘΗΝΑ Москва Ёж") == "αθηνα москва ёж");
    CHECK(lower_case("日本 ×") == "日本 ×");
}

TEST_CASE("text is counted in UTF-16 units")
{
    CHECK(length("") == 0);
    CHECK(length("Łódź") == 4);
    CHECK(length("日本") == 2);
    CHECK(length("😀") == 2);
}

TEST_CASE("a percent sign stands for any text")
{
    CHECK(is_like("Amy's Bird Sanctuary", "%bird%"));
    CHECK(is_like("Amy's Bird Sanctuary", "AMY%"));
    CHECK(is_like("Amy's Bird Sanctuary", "a%b%y"));
    CHECK(is_like("", "%"));
    CHECK(is_like("aab", "%ab"));
    CHECK_FALSE(is_like("Amy's Bird Sanctuary", "bird"));
    CHECK_FALSE(is_like("Amy", "%a_y"));
    CHECK_FALSE(is_like("Amy", ""));
}
