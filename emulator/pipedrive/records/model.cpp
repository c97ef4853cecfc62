#include "emulator/pipedrive/records/model.hpp"

#include <algorithm>

namespace emulator::pipedrive {

using billbridge::Rounding;

namespace {
// Decimals of an amount. The seeds hold no currency with another count.
constexpr int cents = 2;

std::int64_t periods_of_year(BillingFrequency frequency)
{
    switch (frequency) {
    case BillingFrequency::one_time:
        return 0;
    case BillingFrequency::annually:
        return 1;
    case BillingFrequency::semi_annually:
        return 2;
    case BillingFrequency::quarterly:
        return 4;
    case BillingFrequency::monthly:
        return 12;
    case BillingFrequency::weekly:
        return 52;
    }
    return 0;
}
} // namespace

std::string_view name(BillingFrequency frequency)
{
    constexpr std::string_view names[] = {
        "one-time", "annually", "semi-annually", "quarterly", "monthly", "weekly"};
    return names[static_cast<std::size_t>(frequency)];
}

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
    Decimal one_time = total;
    for (const DealProduct& line : deal.products) {
        if (line.is_enabled) {
            total += sum(line);
            const bool once = line.billing.frequency == BillingFrequency::one_time;
            one_time += once ? sum(line) : Decimal(0);
        }
    }
    Decimal discounts = Decimal::of("0.00");
    for (const DealDiscount& discount : deal.discounts) {
        discounts += discount.type == DiscountType::amount
                         ? discount.amount
                         : one_time * discount.amount * Decimal::of("0.01");
    }
    return (total - std::min(discounts, one_time)).rounded(cents, Rounding::half_up);
}

std::optional<Recurring> recurring(const Deal& deal)
{
    constexpr std::int64_t months_of_year = 12;
    std::optional<Recurring> total;
    for (const DealProduct& line : deal.products) {
        if (!line.is_enabled || line.billing.frequency == BillingFrequency::one_time) {
            continue;
        }
        const std::int64_t times = periods_of_year(line.billing.frequency);
        const Decimal yearly = sum(line) * Decimal(times);
        if (!total) {
            total.emplace();
        }
        total->yearly += yearly;
        total->monthly += yearly.divided_by(Decimal(months_of_year), cents, Rounding::half_up);
        total->contract +=
            sum(line) * Decimal(std::min(times, line.billing.cycles.value_or(times)));
    }
    return total;
}

} // namespace emulator::pipedrive
