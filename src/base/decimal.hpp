#pragma once

#include "base/result.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace billbridge {

/// How a value is cut to fewer decimals. Always named where money is rounded.
enum class Rounding {
    half_up,   ///< ties away from zero: 0.005 -> 0.01, -0.005 -> -0.01 (QuickBooks' rule for lines)
    half_even, ///< ties to the even neighbour: 0.005 -> 0.00, 0.015 -> 0.02
};

/// An exact decimal number: a 128-bit whole coefficient and a count of decimals (the scale).
///
/// The scale is kept as written, so "100.00" stays "100.00" from text to text; comparison looks at
/// the value only. Sums and products are exact. Two numbers that `parse` accepted can always be
/// multiplied; a result beyond 38 digits throws `std::overflow_error`, which is a broken
/// assumption, because amounts are checked against their limits where they enter.
class Decimal {
public:
    /// The most digits that `parse` accepts before and after the point together.
    static constexpr int digits_max = 18;
    /// The most decimals that `parse` accepts.
    static constexpr int scale_max = 12;

    constexpr Decimal() = default;
    constexpr explicit Decimal(std::int64_t whole) : coefficient_(whole) {}

    /// Reads a JSON number ("-12.50", "1E+2", "0.1e-3"). Fails with `invalid` on any other text and
    /// on more than `digits_max` digits or `scale_max` decimals.
    static Result<Decimal> parse(std::string_view text);

    /// For numbers in the source, `Decimal::of("14.50")`; throws where `parse` fails.
    static Decimal of(std::string_view text);

    int scale() const { return scale_; }
    bool is_zero() const { return coefficient_ == 0; }
    bool is_negative() const { return coefficient_ < 0; }

    /// The same value with exactly `scale` decimals.
    Decimal rounded(int scale, Rounding rounding) const;

    /// The same value without trailing zeros after the point: 128.350 -> 128.35.
    Decimal trimmed() const;

    /// `this / divisor` with exactly `scale` decimals. The divisor must not be zero.
    Decimal divided_by(const Decimal& divisor, int scale, Rounding rounding) const;

    Decimal operator-() const;
    friend Decimal operator+(const Decimal& a, const Decimal& b);
    friend Decimal operator-(const Decimal& a, const Decimal& b);
    friend Decimal operator*(const Decimal& a, const Decimal& b);
    Decimal& operator+=(const Decimal& other) { return *this = *this + other; }

    friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }
    friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

    /// Plain notation, as many decimals as the scale, no exponent: valid JSON.
    friend std::string to_string(const Decimal& value);

private:
    using Coefficient = __int128;

    constexpr Decimal(Coefficient coefficient, int scale) : coefficient_(coefficient), scale_(scale)
    {
    }

    Coefficient coefficient_ = 0;
    int scale_ = 0;
};

} // namespace billbridge
