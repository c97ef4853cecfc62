#include "emulator/pipedrive/model.hpp"

namespace emulator::pipedrive {

using billbridge::Rounding;

namespace {
// Decimals of an amount. The seeds hold no currency with another count.
constexpr int cents = 2;
} // namespace

std::string Person::name() const
{
    return last_name.empty() ? first_name : first_name + " " + last_name;
}

Decimal sum(const DealProduct& line)
{
    const Decimal gross = line.item_price * line.quantity;
    const Decimal discount = line.discount_type == DiscountType::amount
                                 ? line.discount
                                 : gross * line.discount * Decimal::of("0.01");
    return (gross - discount).rounded(cents, Rounding::half_up);
}

Decimal value(const Deal& deal)
{
    if (deal.products.empty()) {
        return deal.plain_value;
    }
    Decimal total = Decimal::of("0.00");
    for (const DealProduct& line : deal.products) {
        if (line.is_enabled) {
            total += sum(line);
        }
    }
    return total;
}

} // namespace emulator::pipedrive
