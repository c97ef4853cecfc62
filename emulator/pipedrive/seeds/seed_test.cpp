#include "emulator/pipedrive/seeds/seed.hpp"

#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/seeds/seed_parts.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace emulator::pipedrive;

namespace {
const Time now = parse_stamp_v2("2026-11-20T12:34:56Z").value();
} // namespace

TEST_CASE("every reference in the seed leads to a record")
{
    const World world = seed("craigs", now).value();

    for (const auto& [id, deal] : world.deals) {
        CAPTURE(id);
        CHECK(world.user(deal.owner_id) != nullptr);
        CHECK(world.stage(deal.stage_id) != nullptr);
        CHECK((!deal.org_id || world.organizations.contains(*deal.org_id)));
        CHECK((!deal.person_id || world.persons.contains(*deal.person_id)));
        for (const DealProduct& line : deal.products) {
            CHECK(world.products.contains(line.product_id));
        }
    }
    for (const auto& [id, person] : world.persons) {
        CAPTURE(id);
        CHECK((!person.org_id || world.organizations.contains(*person.org_id)));
    }
}

TEST_CASE("every custom value belongs to a defined field")
{
    const World world = seed("craigs", now).value();

    const auto is_defined = [&](RecordKind kind, const std::string& code) {
        return std::ranges::any_of(world.fields.at(kind), [&](const FieldDefinition& field) {
            return field.is_custom && field.code == code;
        });
    };
    for (const auto& [id, deal] : world.deals) {
        for (const auto& [code, value] : deal.custom_fields) {
            CHECK(is_defined(RecordKind::deal, code));
        }
    }
    for (const auto& [id, organization] : world.organizations) {
        for (const auto& [code, value] : organization.custom_fields) {
            CHECK(is_defined(RecordKind::organization, code));
        }
    }
}

TEST_CASE("one organization has a name of more than 100 characters")
{
    const World world = seed("craigs", now).value();

    CHECK(world.organizations.at(9).name.size() > 100);
    CHECK(world.organizations.at(9).name.contains("上海"));
}

TEST_CASE("custom field codes differ between companies and kinds of record")
{
    const std::string code = custom_field_code(4711, RecordKind::deal, "PO number");

    CHECK(code.size() == 40);
    CHECK(code != custom_field_code(4712, RecordKind::deal, "PO number"));
    CHECK(code != custom_field_code(4711, RecordKind::organization, "PO number"));
}

TEST_CASE("times are written in the three forms of the vendor")
{
    const Time time = now + std::chrono::milliseconds(7);

    CHECK(stamp_v2(time) == "2026-11-20T12:34:56Z");
    CHECK(stamp_v1(time) == "2026-11-20 12:34:56");
    CHECK(day(time) == "2026-11-20");
    CHECK(parse_stamp_v1("2026-11-20 12:34:56").value() == now);
}

TEST_CASE("times of any other form are refused")
{
    for (const char* text : {"",
                             "2026-11-20",
                             "2026-11-20T12:34:56",
                             "2026-11-20T12:34:56+01:00",
                             "2026-11-20T24:00:00Z",
                             "2026-13-20T12:34:56Z",
                             "2026-11-20T12:34:5xZ",
                             "2026-11-20 12:34:56Z",
                             "2026-11-20T-2:34:56Z"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_stamp_v2(text).has_value());
    }
}

TEST_CASE("the Polish company has tax numbers, VAT on its products and people who read Polish")
{
    const auto world = seed("global", Time(std::chrono::sys_days(std::chrono::days(20'000))));

    REQUIRE(world);
    CHECK(world->company.default_currency == "PLN");
    CHECK(world->web_user().language == "pl");
    const auto& code = seed_parts::field_code(*world, RecordKind::organization, "NIP (tax ID)");
    for (const auto& [id, organization] : world->organizations) {
        CHECK(organization.custom_fields.contains(code));
    }
    CHECK(world->products.at(1).tax == Decimal(23));
    CHECK(value(world->deals.at(1)) > Decimal(0));
}
