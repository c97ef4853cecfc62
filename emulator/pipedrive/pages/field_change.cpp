#include "emulator/pipedrive/pages/field_change.hpp"

#include "emulator/pipedrive/deals/deals.hpp"
#include "emulator/pipedrive/pages/markup.hpp"

#include <algorithm>
#include <iterator>

namespace emulator::pipedrive::pages {

namespace {

using ValueText = std::string (*)(const World&, const Texts&, const Json&);

std::string as_written(const World&, const Texts& say, const Json& value)
{
    const auto number =
        value.if_number() == nullptr ? billbridge::Result<Decimal>(Decimal()) : value.decimal();
    return value.if_number() == nullptr || !number ? value.string_or() : say.number(*number);
}

std::string date(const World&, const Texts& say, const Json& value)
{
    const auto day = Date::parse(value.string_or());
    return day ? say.date(*day) : "";
}

std::string money(const World&, const Texts& say, const Json& value)
{
    const auto amount = value.decimal();
    return amount ? say.amount(*amount) : "";
}

std::string status(const World&, const Texts& say, const Json& value)
{
    for (const DealStatus known : {DealStatus::open, DealStatus::won, DealStatus::lost}) {
        if (value.string_or() == name(known)) {
            return say.plain(status_key(known));
        }
    }
    return "";
}

std::string stage(const World& world, const Texts&, const Json& value)
{
    const Stage* stage = world.stage(value.int_or(0));
    return stage == nullptr ? "" : stage->name;
}

std::string user(const World& world, const Texts&, const Json& value)
{
    const User* user = world.user(value.int_or(0));
    return user == nullptr ? "" : user->name;
}

std::string person(const World& world, const Texts&, const Json& value)
{
    return world.person_name(value.int_or(0));
}

std::string organization(const World& world, const Texts&, const Json& value)
{
    return world.organization_name(value.int_or(0));
}

std::string address(const World&, const Texts&, const Json& value)
{
    return value["value"].string_or();
}

std::string contact_points(const World&, const Texts&, const Json& value)
{
    std::string text;
    for (const Json& point : value.if_array() == nullptr ? Json::Array() : *value.if_array()) {
        text += (text.empty() ? "" : ", ") + point["value"].string_or();
    }
    return text;
}

/// `2 × Rock Fountain, 275.00 USD`
std::string product(const World&, const Texts& say, const Json& line)
{
    const auto quantity = line["quantity"].decimal();
    const auto price = line["item_price"].decimal();
    if (!quantity || !price) {
        return "";
    }
    return say.number(*quantity) + " × " + line["name"].string_or() + ", " +
           say.amount(*price, line["currency"].string_or());
}

struct Shown {
    std::string_view field;
    std::string_view key; ///< of its name's text
    ValueText text;
};

/// The fields that people fill in; what the vendor keeps for itself is in no history.
constexpr Shown shown[] = {{"title", "field.title", as_written},
                           {"name", "field.name", as_written},
                           {"value", "field.value", money},
                           {"currency", "field.currency", as_written},
                           {"status", "field.status", status},
                           {"stage_id", "field.stage", stage},
                           {"owner_id", "field.owner", user},
                           {"person_id", "field.person", person},
                           {"org_id", "field.organization", organization},
                           {"expected_close_date", "field.expected_close", date},
                           {"probability", "field.probability", as_written},
                           {"lost_reason", "field.lost_reason", as_written},
                           {"emails", "field.email", contact_points},
                           {"phones", "field.phone", contact_points},
                           {"address", "field.address", address},
                           {"website", "field.website", as_written},
                           {"product", "field.product", product}};

std::string line(std::string_view name, std::string before, std::string after)
{
    auto side = [](std::string text) { return text.empty() ? "–" : escape(text); };
    return concat({"<li>",
                   escape(name),
                   ": ",
                   side(std::move(before)),
                   " → ",
                   side(std::move(after)),
                   "</li>"});
}

std::string
field_change(const World& world, const Texts& say, RecordKind kind, const FieldChange& change)
{
    const auto* known = std::ranges::find(shown, change.field, &Shown::field);
    if (known != std::end(shown)) {
        return line(say.plain(known->key),
                    known->text(world, say, change.before),
                    known->text(world, say, change.after));
    }
    const FieldDefinition* field = world.field(kind, change.field);
    if (field == nullptr || !field->is_custom) {
        return "";
    }
    return line(
        field->name, value_text(say, *field, change.before), value_text(say, *field, change.after));
}

} // namespace

std::string
field_changes(const World& world, const Texts& say, RecordKind kind, const LogEntry& entry)
{
    std::string lines;
    for (const FieldChange& change : entry.fields) {
        lines += field_change(world, say, kind, change);
    }
    return lines.empty() ? "" : concat({"<ul>", lines, "</ul>"});
}

} // namespace emulator::pipedrive::pages
