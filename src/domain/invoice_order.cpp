#include "domain/invoice_order.hpp"

#include <algorithm>
#include <ranges>

namespace billbridge {

namespace {

/// QuickBooks' 10.5 format: ten whole digits.
const Decimal amount_limit = Decimal(10'000'000'000);

const Decimal hundred(100);

/// Percentages of more decimals than prices have are no sensible numbers.
bool is_percentage(const Decimal& value)
{
    return !value.is_negative() && value <= hundred &&
           value.trimmed().scale() <= InvoiceOrder::price_scale_max;
}

/// What is left of quantity x price after the discount, to the cent.
Decimal discounted_amount(const OrderLine& line)
{
    // The exact product is discounted and rounded once: 3 x 0.333 less 10 % is 0.8991, so 0.90.
    const Decimal gross = line.quantity * line.unit_price;
    const Discount& discount = *line.discount;
    const Decimal left =
        discount.kind == Discount::Kind::amount
            ? gross - discount.value
            : (gross * (hundred - discount.value)).divided_by(hundred, 2, Rounding::half_up);
    return left.rounded(2, Rounding::half_up);
}

} // namespace

Decimal line_amount(const Decimal& quantity, const Decimal& unit_price)
{
    return (quantity * unit_price).rounded(2, Rounding::half_up);
}

bool looks_like_email(std::string_view text)
{
    // QuickBooks asks for '@' and '.'; everything finer is its own business.
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos &&
           text.find_first_of(" \t\r\n") == std::string_view::npos;
}

bool are_emails(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(std::views::split(text, ','), [](const auto& part) {
        std::string_view address(part.begin(), part.end());
        address.remove_prefix(std::min(address.find_first_not_of(' '), address.size()));
        const auto end = address.find_last_not_of(' ');
        return looks_like_email(address.substr(0, end == std::string_view::npos ? 0 : end + 1));
    });
}

Result<void> check_amounts(const Decimal& quantity, const Decimal& unit_price)
{
    if (quantity <= Decimal(0)) {
        return fail(invalid({"error.quantity", {}}, {}, "quantity"));
    }
    const auto fits = [](const Decimal& value) {
        return value.trimmed().scale() <= InvoiceOrder::price_scale_max && value < amount_limit &&
               -value < amount_limit;
    };
    if (!fits(quantity)) {
        return fail(invalid({"error.amount_format", {}}, {}, "quantity"));
    }
    if (!fits(unit_price) || !fits(line_amount(quantity, unit_price))) {
        return fail(invalid({"error.amount_format", {}}, {}, "unit_price"));
    }
    return {};
}

PostedLine posted(const OrderLine& line)
{
    if (!line.discount || line.discount->value.is_zero()) {
        return {line.description,
                line.quantity,
                line.unit_price,
                line_amount(line.quantity, line.unit_price)};
    }
    return carried(line.description, line.quantity, discounted_amount(line));
}

PostedLine carried(std::string description, const Decimal& quantity, const Decimal& amount)
{
    const Decimal price =
        amount.divided_by(quantity, InvoiceOrder::price_scale_max, Rounding::half_up).trimmed();
    if (line_amount(quantity, price) == amount) {
        return {std::move(description), quantity, price, amount};
    }
    return {to_string(quantity.trimmed()) + " x " + description, Decimal(1), amount, amount};
}

Result<void> check_discount(const Discount& discount, const Decimal& whole)
{
    if (discount.kind == Discount::Kind::percentage && !is_percentage(discount.value)) {
        return fail(invalid({"error.discount_percent", {}}));
    }
    const bool fits = !discount.value.is_negative() &&
                      discount.value.trimmed().scale() <= InvoiceOrder::price_scale_max;
    if (discount.kind == Discount::Kind::amount && (!fits || discount.value > whole)) {
        return fail(invalid({"error.discount_amount", {}}));
    }
    return {};
}

} // namespace billbridge
