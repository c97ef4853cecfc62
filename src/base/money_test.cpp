#include "base/money.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

TEST_CASE("currencies in use parse")
{
    for (const char* code : {"USD", "PLN", "AED", "ZMW", "EUR", "JPY"}) {
        CAPTURE(code);
        CHECK(Currency::parse(code)->code() == code);
    }
}

TEST_CASE("a company's own currency, another spelling and nonsense do not")
{
    for (const char* code :
         {"", "usd", "US", "USDX", "CRD", "users", "XTS", "SD ", "D A", "\xc5\x81"}) {
        CAPTURE(code);
        CHECK_FALSE(Currency::parse(code).has_value());
    }
}
