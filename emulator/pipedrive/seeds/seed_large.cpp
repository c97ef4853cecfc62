#include "emulator/kit/sample_data.hpp"
#include "emulator/pipedrive/seeds/seed_parts.hpp"

namespace emulator::pipedrive::seed_parts {

namespace {

using kit::Dice;
using std::chrono::days;

constexpr days sales_age{730};
/// Longer ago than this, a deal has been decided.
constexpr days decision_time{60};

/// The id after the last one that is taken.
template <class Record>
RecordId next_id(const std::map<RecordId, Record>& records)
{
    return records.empty() ? 1 : records.rbegin()->first + 1;
}

Address address_of(const kit::SampleCustomer& sample)
{
    const std::string street = sample.house_number + " " + sample.street;
    return {.value = street + ", " + sample.city + ", " + sample.state + " " + sample.postal_code +
                     ", USA",
            .street_number = sample.house_number,
            .route = sample.street,
            .locality = sample.city,
            .admin_area_level_1 = sample.state,
            .country = "USA",
            .postal_code = sample.postal_code};
}

void add_contact(World& world, std::uint32_t number, Time added)
{
    kit::SampleCustomer sample = kit::sample_customer(number);
    const Organization organization{.id = next_id(world.organizations),
                                    .name = sample.company,
                                    .owner_id = number % 2 == 0 ? admin_id : second_user_id,
                                    .address = address_of(sample),
                                    .add_time = added,
                                    .update_time = added};
    Person person{.id = next_id(world.persons),
                  .first_name = std::move(sample.first_name),
                  .last_name = std::move(sample.last_name),
                  .owner_id = organization.owner_id,
                  .org_id = organization.id,
                  .emails = {{std::move(sample.email), true, "work"}},
                  .phones = {{std::move(sample.phone), true, "work"}},
                  .add_time = added,
                  .update_time = added};
    world.organizations.emplace_hint(world.organizations.end(), organization.id, organization);
    world.persons.emplace_hint(world.persons.end(), person.id, std::move(person));
}

void add_product(World& world, std::uint32_t number, Time added)
{
    kit::SampleProduct sample = kit::sample_product(number);
    Product product{.id = next_id(world.products),
                    .name = std::move(sample.name),
                    .code = std::move(sample.code),
                    .description = std::move(sample.description),
                    .unit = std::move(sample.unit),
                    .prices = {{.price = sample.price, .currency = "USD"}},
                    .owner_id = admin_id,
                    .add_time = added,
                    .update_time = added};
    world.products.emplace_hint(world.products.end(), product.id, std::move(product));
}

/// What the deals that are added refer to.
struct Ground {
    RecordId first_organization = 0;
    RecordId first_person = 0;
    RecordId first_product = 0;
    RecordId next_line = 0;
    Size size;
};

RecordId next_line_id(const World& world)
{
    RecordId highest = 0;
    for (const auto& [id, deal] : world.deals) {
        for (const DealProduct& line : deal.products) {
            highest = std::max(highest, line.id);
        }
    }
    return highest + 1;
}

DealProduct line_of(const World& world, Ground& ground, Dice& dice, Time added)
{
    constexpr std::uint32_t quantity_max = 12;
    const RecordId product_id = ground.first_product + dice.below(ground.size.products);
    const Product& product = world.products.at(product_id);
    return {.id = ground.next_line++,
            .product_id = product_id,
            .name = product.name,
            .item_price = product.prices.front().price,
            .quantity = Decimal(std::int64_t{1 + dice.below(quantity_max)}),
            .add_time = added,
            .update_time = added};
}

/// Old deals are won or lost, young ones are still open.
void decide(Deal& deal, Dice& dice, Time now)
{
    const Time decided = deal.add_time + days(1 + dice.below(decision_time.count()));
    if (decided > now) {
        deal.expected_close_date = day_of(now + days(1 + dice.below(30)));
        return;
    }
    deal.status = dice.percent(60) ? DealStatus::won : DealStatus::lost;
    deal.lost_reason = deal.status == DealStatus::lost ? "Went with another gardener" : "";
    deal.close_time = decided;
    deal.update_time = decided;
}

void add_deal(World& world, Ground& ground, Dice& dice, std::uint32_t number, Time now)
{
    constexpr std::uint32_t lines_max = 4;
    const std::uint32_t customer = dice.below(ground.size.customers);
    const Time added = now - sales_age + sales_age * number / ground.size.deals;
    const RecordId organization = ground.first_organization + customer;
    Deal deal{.id = next_id(world.deals),
              .owner_id = number % 2 == 0 ? admin_id : second_user_id,
              .person_id = ground.first_person + customer,
              .org_id = organization,
              .stage_id =
                  world.stages[dice.below(static_cast<std::uint32_t>(world.stages.size()))].id,
              .currency = world.company.default_currency,
              .add_time = added,
              .update_time = added};
    for (std::uint32_t left = 1 + dice.below(lines_max); left > 0; --left) {
        deal.products.push_back(line_of(world, ground, dice, added));
    }
    deal.title = deal.products.front().name + " for " + world.organizations.at(organization).name;
    decide(deal, dice, now);
    world.deals.emplace_hint(world.deals.end(), deal.id, std::move(deal));
}

} // namespace

void add_large_business(World& world, const Size& size, Time now)
{
    Ground ground{.first_organization = next_id(world.organizations),
                  .first_person = next_id(world.persons),
                  .first_product = next_id(world.products),
                  .next_line = next_line_id(world),
                  .size = size};
    for (std::uint32_t i = 0; i < size.customers; ++i) {
        add_contact(world, i, now - sales_age);
    }
    for (std::uint32_t i = 0; i < size.products; ++i) {
        add_product(world, i, now - sales_age);
    }
    Dice dice(size.deals);
    for (std::uint32_t i = 0; i < size.deals; ++i) {
        add_deal(world, ground, dice, i, now);
    }
}

} // namespace emulator::pipedrive::seed_parts
