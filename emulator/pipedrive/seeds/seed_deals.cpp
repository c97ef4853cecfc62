#include "emulator/pipedrive/seeds/seed_parts.hpp"

namespace emulator::pipedrive::seed_parts {

namespace {

using std::chrono::days;

struct LineRow {
    RecordId product_id;
    const char* quantity;
    const char* price;
    const char* discount = "0";
    DiscountType discount_type = DiscountType::percentage;
    const char* comments = "";
    bool is_enabled = true;
    const char* tax = "0";
};

struct DealRow {
    RecordId id;
    const char* title;
    OptionalId org_id;
    OptionalId person_id;
    RecordId stage_id = 1;
    std::vector<LineRow> lines;
    const char* currency = "USD";
    const char* plain_value = "0";
    DealStatus status = DealStatus::open;
    TaxMethod tax_method = TaxMethod::exclusive;
    RecordId owner_id = admin_id;
};

std::vector<DealRow> everyday_deals()
{
    using enum DiscountType;
    return {
        {1,
         "Bird garden with fountain",
         1,
         1,
         3,
         {{1, "1", "275"}, {2, "2", "15"}, {4, "5", "50", "0", percentage, "Two visits"}}},
        {2,
         "Showroom planters",
         2,
         2,
         2,
         {{3, "4", "75"}, {6, "15", "10", "10"}, {1, "1", "275", "25", amount}}},
        {3,
         "Lawn for the office courtyard",
         3,
         3,
         4,
         {{12, "128.350", "14.50"}, {5, "2.5", "35"}, {9, "12", "2", "7.5"}}},
        {4,
         "Medical campus grounds",
         4,
         4,
         3,
         {{3, "10", "75"},
          {1, "1", "275", "0", percentage, "Option, not ordered", false},
          {5, "8", "35"}}},
        {.id = 5, .title = "Court-side hedges", .org_id = 5, .person_id = 5, .plain_value = "1200"},
        {6, "Back yard trimming", {}, 6, 2, {{5, "3", "35"}, {6, "4", "10"}}},
        {7, "Walk-in order", {}, {}, 1, {{2, "1", "15"}}},
    };
}

/// Each has one thing that an invoice must not stumble over, or must refuse with a reason.
std::vector<DealRow> unusual_deals()
{
    DealRow foreign_names{8, "Park miejski, etap II – Πάρκο – 公园", 9, 10, 3, {}};
    foreign_names.lines = {{3, "12", "75"}, {13, "3.75", "61.37"}};

    DealRow euro{9, "Fontäne für den Innenhof", 10, 11, 4, {{1, "1", "250"}, {2, "1", "14.5"}}};
    euro.currency = "EUR";

    DealRow custom_currency{10, "Credits for the autumn fair", 3, 3, 1, {{11, "10", "20"}}};
    custom_currency.currency = "CRD";

    DealRow tax_inclusive{11, "Sports field irrigation", 11, 12, 3, {}};
    tax_inclusive.lines = {{.product_id = 9, .quantity = "60", .price = "2", .tax = "8"},
                           {.product_id = 10, .quantity = "140", .price = "4", .tax = "8"}};
    tax_inclusive.tax_method = TaxMethod::inclusive;

    DealRow no_address{12, "Diner terrace", 8, 9, 2, {{4, "6", "50"}, {8, "20", "9.5"}}};

    DealRow lost{13, "Store front flower beds", 6, 7, 4, {{3, "2", "75"}, {6, "30", "10"}}};
    lost.status = DealStatus::lost;

    DealRow won{14, "Consulting office roof garden", 7, 8, 5, {}};
    won.lines = {{3, "5", "75"}, {4, "16", "50", "12.5"}, {1, "2", "275"}};
    won.status = DealStatus::won;

    DealRow zloty{15, "Taras i oczko wodne, Kraków", 12, 13, 3, {}};
    zloty.lines = {{1, "1", "1100"}, {4, "9.25", "180"}};
    zloty.currency = "PLN";

    DealRow unknown_product{16, "Bird baths for the entrance", 1, 1, 2, {}};
    unknown_product.lines = {{14, "3", "189.99"},
                             {.product_id = 11, .quantity = "1", .price = "0", .comments = "Free"}};
    unknown_product.tax_method = TaxMethod::none;
    unknown_product.owner_id = second_user_id;

    return {foreign_names,
            euro,
            custom_currency,
            tax_inclusive,
            no_address,
            lost,
            won,
            zloty,
            unknown_product};
}

std::vector<DealRow> rows()
{
    std::vector<DealRow> all = everyday_deals();
    const std::vector<DealRow> unusual = unusual_deals();
    all.insert(all.end(), unusual.begin(), unusual.end());
    return all;
}

DealProduct attached(const World& world, const LineRow& row, RecordId id, Time when)
{
    const Product& product = world.products.at(row.product_id);
    return {.id = id,
            .product_id = product.id,
            .name = product.name,
            .item_price = Decimal::of(row.price),
            .quantity = Decimal::of(row.quantity),
            .discount = Decimal::of(row.discount),
            .discount_type = row.discount_type,
            .tax = Decimal::of(row.tax),
            .comments = row.comments,
            .is_enabled = row.is_enabled,
            .add_time = when,
            .update_time = when};
}

void set_deal_values(World& world, Time now)
{
    auto set = [&](RecordId id, std::string_view field_name, Json value) {
        world.deals.at(id).custom_fields[field_code(world, RecordKind::deal, field_name)] =
            std::move(value);
    };
    const Address accounts{.value = "Accounts payable, 77 Hospital Way, Suite 400, Redwood City, "
                                    "CA 94063, USA",
                           .street_number = "77",
                           .route = "Hospital Way",
                           .subpremise = "Suite 400",
                           .locality = "Redwood City",
                           .admin_area_level_1 = "CA",
                           .country = "USA",
                           .postal_code = "94063"};
    set(1, "PO number", "PO-7781");
    set(1, "Payment terms", 19);
    set(1, "Crew", Json::Array{21, 22});
    set(4, "PO number", "MED/2026/118");
    set(4, "Billing address", address_value(accounts));
    set(4, "Billing e-mail", "accounts.payable@paulsen.test");
    set(4, "Agreed budget", Json::Object{{"value", Decimal::of("1500.5")}, {"currency", "USD"}});
    set(14, "PO number", "WC 42 <rooftop> & \"annex\"");
    set(14, "Invoice date", to_string(day_of(now)));
    set(14, "Payment terms", 18);
    set(14, "Billing e-mail", "not an e-mail address");
}

} // namespace

Date day_of(Time time)
{
    const auto day = std::chrono::floor<days>(time);
    return Date::from_days(std::chrono::local_days(day.time_since_epoch()));
}

void add_deals(World& world, Time now)
{
    RecordId line_id = 1;
    for (const DealRow& row : rows()) {
        const Time added = now - days(60) + days(row.id);
        Deal deal{.id = row.id,
                  .title = row.title,
                  .owner_id = row.owner_id,
                  .person_id = row.person_id,
                  .org_id = row.org_id,
                  .stage_id = row.stage_id,
                  .status = row.status,
                  .currency = row.currency,
                  .plain_value = Decimal::of(row.plain_value),
                  .tax_method = row.tax_method,
                  .add_time = added,
                  .update_time = added + days(20)};
        for (const LineRow& line : row.lines) {
            deal.products.push_back(attached(world, line, line_id, added));
            ++line_id;
        }
        if (row.status == DealStatus::open) {
            deal.expected_close_date = day_of(now + days(14));
        } else {
            deal.close_time = now - days(3);
        }
        if (row.status == DealStatus::lost) {
            deal.lost_reason = "Went with another gardener";
        }
        world.deals.emplace(deal.id, std::move(deal));
    }
    set_deal_values(world, now);
}

} // namespace emulator::pipedrive::seed_parts
