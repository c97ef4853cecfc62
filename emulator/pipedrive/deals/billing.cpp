#include "emulator/pipedrive/deals/billing.hpp"

#include "emulator/pipedrive/api/answer.hpp"

#include <algorithm>

namespace emulator::pipedrive {

namespace {

// Small enough that price x quantity x percent stays exact; the vendor publishes no limits.
constexpr int scale_max = 4;
constexpr std::int64_t amount_max = 1'000'000'000'000;

bool is_in_range(const Decimal& value, std::int64_t most)
{
    return !value.is_negative() && value <= Decimal(most) && value.trimmed().scale() <= scale_max;
}

std::expected<Price, std::string> read_price(const World& world, const Json& item)
{
    if (item.if_object() == nullptr) {
        return std::unexpected("Expected objects");
    }
    Price price{.currency = world.company.default_currency};
    Body body(item);
    take_amount(body, "price", price.price);
    body.text("currency", price.currency);
    take_amount(body, "cost", price.cost);
    body.number("direct_cost", price.direct_cost);
    std::optional<std::string> notes = price.notes;
    body.text("notes", notes);
    price.notes = notes.value_or("");
    if (world.currency(price.currency) == nullptr) {
        body.complain("Unknown currency " + price.currency);
    }
    return body.problem().empty() ? std::expected<Price, std::string>(std::move(price))
                                  : std::unexpected(body.problem());
}

} // namespace

void take_billing(Body& body, Billing& billing)
{
    constexpr std::int64_t cycles_max = 208;
    auto frequency = static_cast<std::size_t>(billing.frequency);
    body.choice("billing_frequency",
                {"one-time", "annually", "semi-annually", "quarterly", "monthly", "weekly"},
                frequency);
    const auto wanted = static_cast<BillingFrequency>(frequency);
    if (wanted == BillingFrequency::one_time && wanted != billing.frequency) {
        billing.cycles.reset();
    }
    billing.frequency = wanted;
    body.integer("billing_frequency_cycles", billing.cycles);
    if (billing.frequency == BillingFrequency::one_time && billing.cycles) {
        body.complain("billing_frequency_cycles: Must be null for one-time billing");
    }
    if (billing.frequency == BillingFrequency::weekly && !billing.cycles) {
        body.complain("billing_frequency_cycles: Required for weekly billing");
    }
    if (billing.cycles && (*billing.cycles < 1 || *billing.cycles > cycles_max)) {
        body.complain("billing_frequency_cycles: Must be between 1 and 208");
    }
}

void take_amount(Body& body, std::string_view name, Decimal& amount)
{
    body.number(name, amount);
    if (!is_in_range(amount, amount_max)) {
        body.complain(std::string(name) + ": Out of range");
    }
}

void take_percentage(Body& body, std::string_view name, Decimal& percentage, std::int64_t most)
{
    body.number(name, percentage);
    if (!is_in_range(percentage, most)) {
        body.complain(std::string(name) + ": Must be between 0 and " + std::to_string(most));
    }
}

void take_prices(Body& body, const World& world, std::vector<Price>& prices)
{
    const Json* given = body.find("prices");
    if (given == nullptr) {
        return;
    }
    if (given->if_array() == nullptr) {
        body.complain("prices: Expected array");
        return;
    }
    std::vector<Price> read;
    for (const Json& item : *given->if_array()) {
        auto price = read_price(world, item);
        if (price && contains(read, price->currency, &Price::currency)) {
            price = std::unexpected("One price per currency");
        }
        if (!price) {
            body.complain("prices: " + price.error());
            return;
        }
        read.push_back(*std::move(price));
    }
    prices = std::move(read);
}

Json prices_json(const std::vector<Price>& prices, std::string_view owner, RecordId owner_id)
{
    Json list = Json::array();
    for (const Price& price : prices) {
        list.push_back(Json::Object{
            {std::string(owner), owner_id},
            {"price", answer::number(price.price)},
            {"currency", price.currency},
            {"cost", answer::number(price.cost)},
            {"direct_cost", price.direct_cost ? answer::number(*price.direct_cost) : Json()},
            {"notes", price.notes}});
    }
    return list;
}

} // namespace emulator::pipedrive
