#include "emulator/kit/sample_data.hpp"
#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/seeds/seed.hpp"
#include "emulator/pipedrive/seeds/seed_parts.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace emulator::pipedrive;

namespace {

const Time now = parse_stamp_v2("2026-11-20T12:34:56Z").value();
constexpr seed_parts::Size small{.customers = 20, .products = 10, .deals = 200};

World grown_world()
{
    World world = seed("craigs", now).value();
    seed_parts::add_large_business(world, small, now);
    return world;
}

} // namespace

TEST_CASE("the records that are added come after those of the sample, which stay")
{
    const World before = seed("craigs", now).value();
    const World world = grown_world();

    CHECK(world.organizations.size() == before.organizations.size() + small.customers);
    CHECK(world.persons.size() == before.persons.size() + small.customers);
    CHECK(world.products.size() == before.products.size() + small.products);
    CHECK(world.deals.size() == before.deals.size() + small.deals);
    CHECK(world.deals.at(1).title == before.deals.at(1).title);
}

TEST_CASE("every deal that is added has a customer, products and a state that fits its dates")
{
    const World world = grown_world();

    std::set<DealStatus> states;
    std::set<RecordId> lines;
    std::size_t line_count = 0;
    for (const auto& [id, deal] : world.deals) {
        if (id <= seed("craigs", now)->deals.rbegin()->first) {
            continue;
        }
        CAPTURE(id);
        CHECK(world.organizations.contains(deal.org_id.value()));
        CHECK(world.persons.at(deal.person_id.value()).org_id == deal.org_id);
        CHECK(world.stage(deal.stage_id) != nullptr);
        CHECK(deal.close_time.has_value() == (deal.status != DealStatus::open));
        CHECK(deal.update_time <= now);
        CHECK_FALSE(value(deal).is_zero());
        for (const DealProduct& line : deal.products) {
            CHECK(world.products.at(line.product_id).name == line.name);
            lines.insert(line.id);
            ++line_count;
        }
        states.insert(deal.status);
    }
    CHECK(states.size() == 3);
    CHECK(lines.size() == line_count);
}

TEST_CASE("organizations and products have the names that QuickBooks knows them by")
{
    const World world = grown_world();

    CHECK(world.organizations.rbegin()->second.name ==
          emulator::kit::sample_customer(small.customers - 1).company);
    CHECK(world.products.rbegin()->second.name ==
          emulator::kit::sample_product(small.products - 1).name);
}
