#include "base/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace billbridge {

namespace {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

Int128 multiplied(Int128 a, Int128 b)
{
    Int128 product = 0;
    if (__builtin_mul_overflow(a, b, &product)) {
        throw std::overflow_error("decimal: more than 38 digits");
    }
    return product;
}

Int128 power_of_ten(int exponent)
{
    Int128 power = 1;
    for (int i = 0; i < exponent; ++i) {
        power = multiplied(power, 10);
    }
    return power;
}

/// The quotient of two whole numbers, rounded to a whole number.
Int128 divided(Int128 dividend, Int128 divisor, Rounding rounding)
{
    Int128 quotient = dividend / divisor;
    Int128 remainder = dividend % divisor;
    const auto magnitude = [](Int128 x) {
        return x < 0 ? UInt128{0} - static_cast<UInt128>(x) : static_cast<UInt128>(x);
    };
    const UInt128 rest = magnitude(remainder);
    const UInt128 half_gap =
        magnitude(divisor) - rest; // compare rest with divisor - rest: no overflow
    const bool tie = rest == half_gap;
    const bool away = tie ? (rounding == Rounding::half_up || quotient % 2 != 0) : rest > half_gap;
    if (away) {
        quotient += ((dividend < 0) != (divisor < 0)) ? -1 : 1;
    }
    return quotient;
}

Error not_a_number(std::string_view text)
{
    return invalid({"error.number", {}},
                   "not a decimal number: " + std::string(text.substr(0, 64)));
}

struct Digits {
    std::string text; ///< all digits, without point and leading zeros
    int decimals = 0; ///< how many of them stand after the point
};

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Reads "12.50" from the front of `text`; false where JSON's grammar is broken.
bool read_digits(std::string_view& text, Digits& digits)
{
    std::size_t at = 0;
    while (at < text.size() && is_digit(text[at])) {
        ++at;
    }
    if (at == 0 || (at > 1 && text[0] == '0')) {
        return false;
    }
    digits.text = text.substr(0, at);
    text.remove_prefix(at);
    if (!text.empty() && text[0] == '.') {
        at = 1;
        while (at < text.size() && is_digit(text[at])) {
            ++at;
        }
        if (at == 1) {
            return false;
        }
        digits.decimals = static_cast<int>(std::min<std::size_t>(at - 1, 1000));
        digits.text += text.substr(1, at - 1);
        text.remove_prefix(at);
    }
    digits.text.erase(0, std::min(digits.text.find_first_not_of('0'), digits.text.size()));
    return true;
}

/// Reads an exponent, if one is left; false where the rest is anything else.
bool read_exponent(std::string_view text, int& exponent)
{
    if (text.empty()) {
        return true;
    }
    if (text[0] != 'e' && text[0] != 'E') {
        return false;
    }
    text.remove_prefix(1);
    if (!text.empty() && text[0] == '+') {
        text.remove_prefix(1);
        if (text.empty() || !is_digit(text[0])) {
            return false;
        }
    }
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    return problem == std::errc{} && end == text.data() + text.size() && exponent >= -100 &&
           exponent <= 100;
}

} // namespace

Result<Decimal> Decimal::parse(std::string_view text)
{
    std::string_view rest = text;
    const bool negative = !rest.empty() && rest[0] == '-';
    if (negative) {
        rest.remove_prefix(1);
    }
    Digits digits;
    int exponent = 0;
    if (!read_digits(rest, digits) || !read_exponent(rest, exponent)) {
        return fail(not_a_number(text));
    }
    if (digits.text.empty()) {
        exponent = std::min(exponent, 0);
    }
    int scale = digits.decimals - exponent;
    if (scale < 0) {
        digits.text.append(static_cast<std::size_t>(-scale), '0');
        scale = 0;
    }
    // 1.5000000000000 is 1.5: zeros beyond the accepted decimals carry nothing.
    while (scale > scale_max && !digits.text.empty() && digits.text.back() == '0') {
        digits.text.pop_back();
        --scale;
    }
    if (digits.text.empty()) {
        scale = std::min(scale, scale_max);
    }
    if (digits.text.size() > digits_max || scale > scale_max) {
        return fail(not_a_number(text));
    }
    Coefficient coefficient = 0;
    for (const char c : digits.text) {
        coefficient = coefficient * 10 + (c - '0');
    }
    return Decimal(negative ? -coefficient : coefficient, scale);
}

Decimal Decimal::of(std::string_view text)
{
    auto value = parse(text);
    if (!value) {
        throw std::invalid_argument(value.error().cause);
    }
    return *value;
}

Decimal Decimal::rounded(int scale, Rounding rounding) const
{
    if (scale >= scale_) {
        return Decimal(multiplied(coefficient_, power_of_ten(scale - scale_)), scale);
    }
    return Decimal(divided(coefficient_, power_of_ten(scale_ - scale), rounding), scale);
}

Decimal Decimal::trimmed() const
{
    Decimal value = *this;
    while (value.scale_ > 0 && value.coefficient_ % 10 == 0) {
        value.coefficient_ /= 10;
        --value.scale_;
    }
    return value;
}

Decimal Decimal::divided_by(const Decimal& divisor, int scale, Rounding rounding) const
{
    if (divisor.is_zero()) {
        throw std::invalid_argument("decimal: division by zero");
    }
    // a/10^sa : b/10^sb = a*10^(scale+sb-sa) : b, in units of 10^-scale
    const int shift = scale + divisor.scale_ - scale_;
    const Coefficient dividend =
        shift > 0 ? multiplied(coefficient_, power_of_ten(shift)) : coefficient_;
    const Coefficient by =
        shift < 0 ? multiplied(divisor.coefficient_, power_of_ten(-shift)) : divisor.coefficient_;
    return Decimal(divided(dividend, by, rounding), scale);
}

Decimal Decimal::operator-() const
{
    return Decimal(multiplied(coefficient_, -1), scale_);
}

Decimal operator+(const Decimal& a, const Decimal& b)
{
    const int scale = std::max(a.scale_, b.scale_);
    const auto left = multiplied(a.coefficient_, power_of_ten(scale - a.scale_));
    const auto right = multiplied(b.coefficient_, power_of_ten(scale - b.scale_));
    Int128 sum = 0;
    if (__builtin_add_overflow(left, right, &sum)) {
        throw std::overflow_error("decimal: more than 38 digits");
    }
    return Decimal(sum, scale);
}

Decimal operator-(const Decimal& a, const Decimal& b)
{
    return a + -b;
}

Decimal operator*(const Decimal& a, const Decimal& b)
{
    return Decimal(multiplied(a.coefficient_, b.coefficient_), a.scale_ + b.scale_);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b)
{
    if (a.scale_ == b.scale_) {
        return a.coefficient_ <=> b.coefficient_;
    }
    const Decimal difference = a - b;
    return difference.coefficient_ <=> 0;
}

std::string to_string(const Decimal& value)
{
    const bool negative = value.coefficient_ < 0;
    UInt128 rest = negative ? UInt128{0} - static_cast<UInt128>(value.coefficient_)
                            : static_cast<UInt128>(value.coefficient_);
    std::string reversed;
    for (int place = 0; rest != 0 || place <= value.scale_; ++place) {
        if (place == value.scale_ && place > 0) {
            reversed += '.';
        }
        reversed += static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    }
    if (negative) {
        reversed += '-';
    }
    std::reverse(reversed.begin(), reversed.end());
    return reversed;
}

} // namespace billbridge
