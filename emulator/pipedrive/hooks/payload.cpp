#include "emulator/pipedrive/hooks/payload.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace emulator::pipedrive {

namespace {

std::optional<RecordKind> kind_of(std::string_view entity)
{
    for (const RecordKind kind :
         {RecordKind::deal, RecordKind::person, RecordKind::organization, RecordKind::product}) {
        if (name(kind) == entity) {
            return kind;
        }
    }
    return std::nullopt;
}

void copy(Json& to, const Json& value, std::string_view from, std::string_view as)
{
    if (const Json* member = value.find(from)) {
        to.set(as, *member);
    }
}

/// "from" and "until" of a range, with the time zone where there is one.
void copy_range(Json& told, const Json& value)
{
    copy(told, value, "value", "from");
    copy(told, value, "until", "until");
    copy(told, value, "timezone_id", "timezone_id");
}

Json ids(const Json& options)
{
    Json values = Json::array();
    for (const Json& id : *options.if_array()) {
        values.push_back(Json::Object{{"id", id}});
    }
    return values;
}

/// A custom field's value as webhooks show it; null stays null.
Json told_value(std::string_view type, const Json& value)
{
    if (value.is_null()) {
        return value;
    }
    Json told = Json::Object{{"type", type}};
    if (type == "enum" || type == "user" || type == "people" || type == "org") {
        return told.set("id", value);
    }
    if (type == "set" && value.if_array() != nullptr) {
        return told.set("values", ids(value));
    }
    if (value.if_object() == nullptr) {
        return told.set("value", value);
    }
    if (type == "daterange" || type == "timerange") {
        copy_range(told, value);
        return told;
    }
    for (const auto& [member, part] : *value.if_object()) {
        if (member != "timezone_name") {
            told.set(member, part);
        }
    }
    return told;
}

Json told_custom_fields(const World& world, RecordKind kind, const Json& values)
{
    Json told = Json::object();
    for (const auto& [code, value] : *values.if_object()) {
        const FieldDefinition* field = world.field(kind, code);
        told.set(code, told_value(field == nullptr ? "varchar" : field->type, value));
    }
    return told;
}

/// What API v2 calls otherwise.
std::string_view told_name(std::string_view entity, std::string_view member)
{
    if (entity == "product" && member == "is_linkable") {
        return "selectable";
    }
    if (entity == "activity" && member == "busy") {
        return "busy_flag";
    }
    if (entity == "activity" && member == "is_deleted") {
        return "active_flag";
    }
    return member;
}

bool is_left_out(std::string_view entity, std::string_view member)
{
    // Notes are those of API v1, which brings along whom they belong to.
    constexpr std::string_view of_notes[] = {"deal", "person", "organization", "user", "lead"};
    return entity == "note" && std::ranges::find(of_notes, member) != std::end(of_notes);
}

Json told_member(const World& world,
                 std::string_view entity,
                 std::string_view member,
                 const Json& value)
{
    const auto kind = kind_of(entity);
    if (member == "custom_fields" && kind && value.if_object() != nullptr) {
        return told_custom_fields(world, *kind, value);
    }
    if (member == "visible_to" && value.decimal()) {
        return value.dump();
    }
    if (entity == "activity" && member == "is_deleted") {
        return !value.bool_or(false);
    }
    return value;
}

Json told_record(const World& world, std::string_view entity, const Json& record)
{
    if (record.if_object() == nullptr) {
        return record;
    }
    Json told = Json::object();
    for (const auto& [member, value] : *record.if_object()) {
        if (!is_left_out(entity, member)) {
            told.set(told_name(entity, member), told_member(world, entity, member, value));
        }
    }
    return told;
}

/// The members of `before` that have another value in `after`; of custom fields those that changed.
Json old_values(const Json& before, const Json& after)
{
    Json old = Json::object();
    for (const auto& [member, value] : *before.if_object()) {
        const Json& now = after[member];
        if (now == value) {
            continue;
        }
        const bool is_group =
            member == "custom_fields" && value.if_object() != nullptr && now.if_object() != nullptr;
        old.set(member, is_group ? old_values(value, now) : value);
    }
    return old;
}

} // namespace

Payload payload_of(const World& world, const Change& change)
{
    const Json before = told_record(world, change.entity, change.before);
    Json after = told_record(world, change.entity, change.after);
    const bool is_change = !before.is_null() && !after.is_null();
    Json previous = is_change ? old_values(before, after) : before;
    return {.data = std::move(after), .previous = std::move(previous)};
}

} // namespace emulator::pipedrive
