#include "text/format.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::text;

TEST_CASE("amounts are grouped and pointed as the language does")
{
    const Money money{Decimal::of("1234567.80"), Currency::of("USD")};

    CHECK(format(money, Language::en) == "1,234,567.80\u00a0USD");
    CHECK(format(money, Language::pl) == "1\u00a0234\u00a0567,80\u00a0USD");
    CHECK(format(Money{Decimal::of("1148.55"), Currency::of("PLN")}, Language::pl) ==
          "1148,55\u00a0PLN");
    CHECK(format(Money{Decimal::of("-999"), Currency::of("EUR")}, Language::en) == "-999\u00a0EUR");
}

TEST_CASE("dates are written as the language does")
{
    CHECK(format(Date::of("2026-03-05"), Language::en) == "5 Mar 2026");
    CHECK(format(Date::of("2026-03-05"), Language::pl) == "05.03.2026");
}
