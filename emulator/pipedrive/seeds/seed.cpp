#include "emulator/pipedrive/seeds/seed.hpp"

#include "base/json_map.hpp"
#include "emulator/kit/sample_data.hpp"
#include "emulator/pipedrive/seeds/seed_parts.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace emulator::pipedrive {

namespace seed_parts {

const std::string& field_code(const World& world, RecordKind kind, std::string_view field_name)
{
    for (const FieldDefinition& field : world.fields.at(kind)) {
        if (field.is_custom && field.name == field_name) {
            return field.code;
        }
    }
    throw std::logic_error("the seed has no custom field " + std::string(field_name));
}

Json address_value(const Address& address)
{
    return billbridge::to_json(address);
}

} // namespace seed_parts

namespace {

void add_custom_field(World& world,
                      RecordKind kind,
                      std::string field_name,
                      std::string type,
                      std::vector<FieldOption> options = {})
{
    std::string code = custom_field_code(world.company.id, kind, field_name);
    const auto id = static_cast<std::int64_t>(world.fields[kind].size()) + 1;
    world.fields[kind].push_back({.id = id,
                                  .name = std::move(field_name),
                                  .code = std::move(code),
                                  .type = std::move(type),
                                  .options = std::move(options),
                                  .is_custom = true});
}

void add_fields(World& world)
{
    using enum RecordKind;
    for (RecordKind kind : {deal, person, organization, product}) {
        world.fields[kind] = system_fields(kind);
    }
    add_custom_field(world, deal, "PO number", "varchar");
    add_custom_field(world, deal, "Billing address", "address");
    add_custom_field(world, deal, "Billing e-mail", "varchar");
    add_custom_field(world, deal, "Invoice date", "date");
    add_custom_field(world,
                     deal,
                     "Payment terms",
                     "enum",
                     {{17, "Due on receipt"}, {18, "Net 15"}, {19, "Net 30"}});
    add_custom_field(world, deal, "Agreed budget", "monetary");
    add_custom_field(
        world, deal, "Crew", "set", {{21, "Planting"}, {22, "Paving"}, {23, "Lighting"}});
    add_custom_field(world, person, "Mailing address", "address");
    add_custom_field(
        world, person, "Preferred language", "enum", {{31, "English"}, {32, "Polski"}});
    add_custom_field(world, organization, "NIP (tax ID)", "varchar");
    add_custom_field(world, organization, "Billing e-mail", "varchar");
    add_custom_field(world, organization, "Customer since", "date");
    add_custom_field(world, organization, "Credit limit", "monetary");
}

void add_labels(World& world)
{
    auto add = [&](RecordKind kind, std::string_view code, std::vector<FieldOption> options) {
        auto& fields = world.fields.at(kind);
        std::ranges::find(fields, code, &FieldDefinition::code)->options = std::move(options);
    };
    add(RecordKind::deal, "label_ids", {{41, "Hot"}, {42, "Warm"}, {43, "Cold"}});
    add(RecordKind::person, "label_ids", {{51, "Customer"}, {52, "Supplier"}});
    add(RecordKind::organization, "label_ids", {{61, "Customer"}, {62, "Supplier"}});
    add(RecordKind::organization, "industry", {{71, "Retail"}, {72, "Health care"}});
    add(RecordKind::product, "category", {{81, "Goods"}, {82, "Services"}});
}

/// Followers, and the ids from which new records count on.
void finish(World& world, Time now)
{
    constexpr std::int64_t last_option_id = 99; // above all options of the seeds
    world.start = now;
    auto follow = [](auto& records) {
        for (auto& [id, record] : records) {
            record.followers = {{record.owner_id, record.add_time}};
        }
    };
    follow(world.deals);
    follow(world.persons);
    follow(world.organizations);
    follow(world.products);
    auto last = [](const auto& records) { return records.empty() ? 0 : records.rbegin()->first; };
    RecordId last_line = 0;
    for (auto& [id, deal] : world.deals) {
        deal.creator_user_id = deal.owner_id;
        for (const DealProduct& line : deal.products) {
            last_line = std::max(last_line, line.id);
        }
    }
    world.last_ids = {{"deal", last(world.deals)},
                      {"person", last(world.persons)},
                      {"organization", last(world.organizations)},
                      {"product", last(world.products)},
                      {"deal_product", last_line},
                      {"option", last_option_id}};
    for (const auto& [kind, fields] : world.fields) {
        world.last_ids[std::string(name(kind)) + "_field"] = static_cast<RecordId>(fields.size());
    }
}

World empty_world()
{
    World world;
    world.company = {.id = 4711,
                     .name = "Craig's Design and Landscaping",
                     .domain = "craigs",
                     .country = "US",
                     .default_currency = "USD",
                     .timezone_name = "America/Los_Angeles",
                     .timezone_offset = "-08:00"};
    world.users = {
        {.id = seed_parts::admin_id,
         .name = "Craig Carlson",
         .email = "craig@craigs.test",
         .is_admin = true},
        {.id = seed_parts::second_user_id, .name = "Emily Platt", .email = "emily@craigs.test"}};
    world.web_user_id = seed_parts::admin_id;
    world.currencies = {{.id = 1, .code = "EUR", .name = "Euro", .symbol = "€"},
                        {.id = 2, .code = "USD", .name = "US Dollar", .symbol = "$"},
                        {.id = 3, .code = "GBP", .name = "British Pound", .symbol = "£"},
                        {.id = 4, .code = "PLN", .name = "Polish Złoty", .symbol = "zł"},
                        {.id = 5,
                         .code = "CRD",
                         .name = "Garden credits",
                         .decimal_points = 0,
                         .symbol = "GC",
                         .is_custom = true}};
    world.pipeline_name = "Landscaping";
    world.stages = {{1, "Qualified"},
                    {2, "Site visit"},
                    {3, "Proposal made"},
                    {4, "Negotiation"},
                    {5, "Work agreed"}};
    world.activity_types = {{1, "Call", "call", "call"},
                            {2, "Meeting", "meeting", "meeting"},
                            {3, "Task", "task", "task"},
                            {4, "Deadline", "deadline", "deadline"},
                            {5, "Email", "email", "email"},
                            {6, "Lunch", "lunch", "lunch"}};
    add_fields(world);
    add_labels(world);
    return world;
}

} // namespace

std::optional<World> seed(std::string_view seed_name, Time now)
{
    constexpr std::string_view names[] = {"craigs", "empty", "global", "large"};
    if (std::ranges::find(names, seed_name) == std::end(names)) {
        return std::nullopt;
    }
    World world = empty_world();
    if (seed_name == "global") {
        seed_parts::add_polish_business(world, now);
    } else if (seed_name != "empty") {
        seed_parts::add_contacts(world, now);
        seed_parts::add_products(world, now);
        seed_parts::add_deals(world, now);
    }
    if (seed_name == "large") {
        seed_parts::add_large_business(world,
                                       {.customers = kit::large_customers,
                                        .products = kit::large_products,
                                        .deals = kit::large_deals},
                                       now);
    }
    finish(world, now);
    return world;
}

} // namespace emulator::pipedrive
