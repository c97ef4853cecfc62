#include "base/decimal.hpp"

#include "base/json.hpp"

#include <doctest/doctest.h>
#include <gmpxx.h>
#include <rapidcheck.h>

#include <random>
#include <string>

using namespace billbridge;

namespace {

/// Runs a property as a doctest check; rapidcheck prints the seed that replays a failure.
template <class Property>
void holds(const std::string& promise, Property property)
{
    CHECK(rc::check(promise, property));
}

std::string random_number_text()
{
    const auto whole = *rc::gen::inRange<std::int64_t>(-999'999'999, 1'000'000'000);
    const auto decimals = *rc::gen::inRange<int>(0, 6);
    std::string text = std::to_string(whole);
    for (int i = 0; i < decimals; ++i) {
        text += (i == 0 ? "." : "");
        text += static_cast<char>('0' + *rc::gen::inRange(0, 10));
    }
    return text;
}

/// The same number in GMP's rationals: an independent reading of the text.
mpq_class rational(const std::string& text)
{
    const auto point = text.find('.');
    if (point == std::string::npos) {
        return mpq_class(mpz_class(text));
    }
    std::string digits = text;
    digits.erase(point, 1);
    mpz_class denominator;
    mpz_ui_pow_ui(denominator.get_mpz_t(), 10, text.size() - point - 1);
    mpq_class value{mpz_class(digits, 10), denominator};
    value.canonicalize();
    return value;
}

/// GMP's half-up to cents: sign * floor(|x| * 100 + 1/2) / 100.
mpq_class cents_half_up(const mpq_class& value)
{
    const mpq_class scaled = abs(value) * 100 + mpq_class(1, 2);
    const mpz_class whole = scaled.get_num() / scaled.get_den();
    mpq_class result{sgn(value) < 0 ? mpz_class(-whole) : whole, 100};
    result.canonicalize();
    return result;
}

} // namespace

TEST_CASE("a decimal keeps the decimals it was written with")
{
    for (const char* text : {"0", "100.00", "-0.05", "128.350", "999999999999.999999", "0.00"}) {
        CHECK(to_string(Decimal::of(text)) == text);
    }
}

TEST_CASE("exponents are read and written out in plain notation")
{
    CHECK(to_string(Decimal::of("1E2")) == "100");
    CHECK(to_string(Decimal::of("1.5e+3")) == "1500");
    CHECK(to_string(Decimal::of("25e-2")) == "0.25");
    CHECK(to_string(Decimal::of("0E5")) == "0");
}

TEST_CASE("what is not a JSON number is refused")
{
    for (const char* text : {"",
                             "-",
                             "+1",
                             ".5",
                             "5.",
                             "01",
                             "1e",
                             "1e+",
                             "1e++2",
                             "1e+-2",
                             "0x10",
                             "1,5",
                             " 1",
                             "1 ",
                             "NaN",
                             "Infinity",
                             "1e999",
                             "1-2",
                             "1234567890123456789",
                             "0.1234567890123"}) {
        CAPTURE(text);
        CHECK_FALSE(Decimal::parse(text).has_value());
    }
}

TEST_CASE("trailing zeros beyond the accepted decimals carry nothing and are accepted")
{
    CHECK(Decimal::of("1.50000000000000000") == Decimal::of("1.5"));
}

TEST_CASE("128.350 x 14.50 is 1861.08 when rounded half up, as QuickBooks demands")
{
    const Decimal product = Decimal::of("128.350") * Decimal::of("14.50");

    CHECK(to_string(product) == "1861.07500");
    CHECK(to_string(product.rounded(2, Rounding::half_up)) == "1861.08");
    CHECK(to_string(product.rounded(2, Rounding::half_even)) == "1861.08");
}

TEST_CASE("ties go away from zero or to the even neighbour, as named")
{
    CHECK(to_string(Decimal::of("0.005").rounded(2, Rounding::half_up)) == "0.01");
    CHECK(to_string(Decimal::of("-0.005").rounded(2, Rounding::half_up)) == "-0.01");
    CHECK(to_string(Decimal::of("0.005").rounded(2, Rounding::half_even)) == "0.00");
    CHECK(to_string(Decimal::of("0.015").rounded(2, Rounding::half_even)) == "0.02");
    CHECK(to_string(Decimal::of("0.0049999").rounded(2, Rounding::half_up)) == "0.00");
    CHECK(to_string(Decimal::of("5").rounded(2, Rounding::half_up)) == "5.00");
}

TEST_CASE("division is rounded to the asked decimals")
{
    CHECK(to_string(Decimal::of("10").divided_by(Decimal::of("3"), 4, Rounding::half_up)) ==
          "3.3333");
    CHECK(to_string(Decimal::of("-1").divided_by(Decimal::of("8"), 2, Rounding::half_up)) ==
          "-0.13");
    CHECK(to_string(Decimal::of("1.00").divided_by(Decimal::of("0.5"), 0, Rounding::half_even)) ==
          "2");
    CHECK_THROWS(Decimal::of("1").divided_by(Decimal::of("0.0"), 2, Rounding::half_up));
}

TEST_CASE("a result beyond 38 digits throws instead of wrapping")
{
    const Decimal large = Decimal::of("999999999999999999");

    CHECK_NOTHROW((void)(large * large));
    CHECK_THROWS_AS((void)(large * large * large), std::overflow_error);
}

TEST_CASE("comparison looks at the value, not at the notation")
{
    CHECK(Decimal::of("1.50") == Decimal::of("1.5"));
    CHECK(Decimal::of("-1") < Decimal::of("0.1"));
    CHECK(to_string(Decimal::of("128.3500").trimmed()) == "128.35");
}

TEST_CASE("text to decimal to text is the identity")
{
    holds("parse then print", [] {
        const std::string text = random_number_text();
        RC_ASSERT(to_string(Decimal::of(text)) == text || text.starts_with("-0"));
    });
}

TEST_CASE("a line's amount agrees with GMP for random quantities and prices")
{
    holds("round half up of quantity x price", [] {
        const std::string quantity = random_number_text();
        const std::string price = random_number_text();

        const Decimal amount =
            (Decimal::of(quantity) * Decimal::of(price)).rounded(2, Rounding::half_up);

        RC_ASSERT(rational(to_string(amount)) ==
                  cents_half_up(rational(quantity) * rational(price)));
    });
}

TEST_CASE("the sum of 10,000 random lines, from JSON text to JSON text, agrees with GMP")
{
    holds("sum of 10,000 lines", [] {
        std::mt19937_64 random(*rc::gen::arbitrary<std::uint64_t>());
        std::uniform_int_distribution<long> mills(-99'999'999, 99'999'999);
        std::uniform_int_distribution<long> hundredths(0, 99'999);
        std::string text;
        mpq_class expected = 0;
        for (int line = 0; line < 10'000; ++line) {
            const long price = mills(random);
            const long quantity = hundredths(random);
            text += text.empty() ? "[" : ",";
            text += "[" + std::to_string(quantity) + "e-2," + std::to_string(price) + "e-3]";
            mpq_class exact(mpz_class(price) * mpz_class(quantity), 100'000);
            exact.canonicalize();
            expected += cents_half_up(exact);
        }
        text += "]";

        Decimal total;
        const Json lines = *Json::parse(text);
        for (const Json& line : *lines.if_array()) {
            const auto& pair = *line.if_array();
            total += (*pair[0].decimal() * *pair[1].decimal()).rounded(2, Rounding::half_up);
        }

        RC_ASSERT(rational(Json(total).dump()) == expected);
    });
}
