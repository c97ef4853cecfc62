#include "emulator/pipedrive/seeds/seed_parts.hpp"

namespace emulator::pipedrive::seed_parts {

namespace {

struct ProductRow {
    RecordId id;
    const char* name;
    const char* code;
    const char* description;
    const char* unit;
    const char* price_usd;
    const char* price_eur = nullptr;
};

/// Names and prices as in QuickBooks' sample company, so that the same thing is found there. The
/// last two exist only here.
constexpr ProductRow rows[] = {
    {1, "Rock Fountain", "RF-1", "Rock Fountain", "pcs", "275", "250"},
    {2, "Pump", "P461-17", "Fountain Pump", "pcs", "15", "14.5"},
    {3, "Design", "", "Custom Design", "h", "75", "70"},
    {4, "Installation", "", "Installation of landscape design", "h", "50", "45"},
    {5, "Trimming", "", "Tree and Shrub Trimming", "h", "35"},
    {6, "Soil", "", "2 cubic ft. bag", "bag", "10", "9.3"},
    {7, "Pest Control", "", "Pest Control Services", "h", "35"},
    {8, "Concrete", "", "Concrete for fountain installation", "bag", "9.5"},
    {9, "Sprinkler Heads", "SH-2", "Sprinkler Heads", "pcs", "2"},
    {10, "Sprinkler Pipes", "SP-4", "Sprinkler Pipes", "m", "4"},
    {11, "Gardening", "", "Weekly Gardening Service", "week", "0"},
    {12, "Sod", "", "Sod", "m2", "14.5"},
    {13, "Łupek ogrodowy (slate), kruszony 8–16 mm", "LUP-816", "", "t", "61.37"},
    {14, "Bird bath, hand carved", "BB-9", "Granite, frost proof", "pcs", "189.99"},
};

} // namespace

void add_products(World& world, Time now)
{
    for (const ProductRow& row : rows) {
        Product product{.id = row.id,
                        .name = row.name,
                        .code = row.code,
                        .description = row.description,
                        .unit = row.unit,
                        .prices = {{.price = Decimal::of(row.price_usd), .currency = "USD"}},
                        .owner_id = admin_id,
                        .add_time = now - std::chrono::days(300),
                        .update_time = now - std::chrono::days(100)};
        if (row.price_eur != nullptr) {
            product.prices.push_back({.price = Decimal::of(row.price_eur), .currency = "EUR"});
        }
        world.products.emplace(product.id, std::move(product));
    }
}

} // namespace emulator::pipedrive::seed_parts
