#include "emulator/pipedrive/seed.hpp"

#include "base/json_map.hpp"
#include "emulator/kit/sample_data.hpp"
#include "emulator/pipedrive/seed_parts.hpp"

#include <algorithm>
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
    world.fields[kind].push_back({.name = std::move(field_name),
                                  .code = std::move(code),
                                  .type = std::move(type),
                                  .options = std::move(options),
                                  .is_custom = true});
}

void add_fields(World& world)
{
    using enum RecordKind;
    for (RecordKind kind : {deal, person, organization}) {
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
    add_fields(world);
    return world;
}

} // namespace

std::optional<World> seed(std::string_view seed_name, Time now)
{
    if (seed_name != "craigs" && seed_name != "empty" && seed_name != "large") {
        return std::nullopt;
    }
    World world = empty_world();
    if (seed_name != "empty") {
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
    return world;
}

} // namespace emulator::pipedrive
