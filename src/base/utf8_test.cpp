#include "base/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace billbridge;

TEST_CASE("text is UTF-8 wherever its sequences begin, and is not where one of them is broken")
{
    for (std::size_t before = 0; before < 20; ++before) {
        CAPTURE(before);
        const std::string ascii(before, 'a');

        CHECK(is_utf8(ascii));
        CHECK(is_utf8(ascii + "\xC5\xBC" + ascii));
        CHECK_FALSE(is_utf8(ascii + "\xC5" + ascii));
        CHECK_FALSE(is_utf8(ascii + "\xBC" + ascii));
        CHECK_FALSE(is_utf8(ascii + "\xED\xA0\x80" + ascii)); // a surrogate
    }
}

TEST_CASE("what is not UTF-8 is replaced and the rest stays")
{
    CHECK(valid_utf8("eight or more\xFFż") == "eight or more\ufffdż");
}
