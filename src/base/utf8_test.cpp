#include "base/utf8.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

TEST_CASE("text is UTF-8 wherever its longer characters stand")
{
    for (const char* character : {"ą", "€", "😀", "\x7f"}) {
        for (std::size_t before = 0; before < 20; ++before) {
            const std::string text = std::string(before, 'x') + character + "yz";
            CAPTURE(text);
            CHECK(is_utf8(text));
            CHECK(valid_utf8(text) == text);
        }
    }
    CHECK(is_utf8(""));
}

TEST_CASE("one wrong byte is found and replaced wherever it stands")
{
    for (const char* bytes : {"\x80", "\xff", "\xc3", "\xed\xa0\x80", "\xc0\xaf", "\xf5\x80"}) {
        for (std::size_t before = 0; before < 20; ++before) {
            const std::string text = std::string(before, 'x') + bytes;
            CAPTURE(before);
            CHECK_FALSE(is_utf8(text));
            CHECK_FALSE(is_utf8(text + "12345678"));
            CHECK(valid_utf8(text).starts_with(std::string(before, 'x') + "\ufffd"));
            CHECK(is_utf8(valid_utf8(text)));
        }
    }
}

TEST_CASE("a beginning of a text cuts no character")
{
    CHECK(utf8_prefix("abc", 3) == "abc");
    CHECK(utf8_prefix("abc", 2) == "ab");
    CHECK(utf8_prefix("a€b", 3) == "a");
    CHECK(utf8_prefix("a€b", 4) == "a€");
    CHECK(utf8_prefix("€", 1).empty());
    CHECK(utf8_prefix("", 5).empty());
}
