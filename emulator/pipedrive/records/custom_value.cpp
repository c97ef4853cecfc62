#include "emulator/pipedrive/records/custom_value.hpp"

#include "base/json_map.hpp"
#include "emulator/pipedrive/api/answer.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace emulator::pipedrive {

namespace {

using Value = std::expected<Json, std::string>;

struct Input {
    const World& world;
    const FieldDefinition& field;
    const Json& value;
};

Value refuse(std::string_view expected)
{
    return std::unexpected("Expected " + std::string(expected));
}

Value text(const Json& value, std::size_t size_max)
{
    const std::string* content = value.if_string();
    if (content == nullptr) {
        return refuse("string");
    }
    if (content->size() > size_max) {
        return std::unexpected("Must be at most " + std::to_string(size_max) + " characters");
    }
    return content->empty() ? Json() : value;
}

Value number(const Json& value)
{
    const auto decimal = value.decimal();
    if (value.if_number() == nullptr || !decimal) {
        return refuse("number");
    }
    return answer::number(*decimal);
}

Value date(const Json& value)
{
    return Date::parse(value.string_or()) ? Value(value) : refuse("date in the format YYYY-MM-DD");
}

/// `HH:MM:SS`; the vendor also takes `HH:MM` (unconfirmed).
Value clock_time(const Json& value)
{
    std::string clock = value.string_or();
    if (clock.size() == std::string_view("15:00").size()) {
        clock += ":00";
    }
    auto digits = [&](std::size_t at, int limit) {
        const auto part = parse_integer(std::string_view(clock).substr(at, 2));
        return part && *part >= 0 && *part < limit;
    };
    const bool is_time = clock.size() == std::string_view("15:00:00").size() && clock[2] == ':' &&
                         clock[5] == ':' && digits(0, 24) && digits(3, 60) && digits(6, 60);
    return is_time ? Value(clock) : refuse("time in the format HH:MM:SS");
}

Value option(const Input& in, const Json& value)
{
    const auto id = strict_integer(value);
    if (!id) {
        return refuse("option id");
    }
    if (!contains(in.field.options, *id, &FieldOption::id)) {
        return std::unexpected("Unknown option " + std::to_string(*id));
    }
    return value;
}

Value options(const Input& in)
{
    const Json::Array* ids = in.value.if_array();
    if (ids == nullptr || ids->empty()) {
        return refuse("array of option ids that is not empty");
    }
    for (const Json& id : *ids) {
        if (auto checked = option(in, id); !checked) {
            return checked;
        }
    }
    return in.value;
}

Value monetary(const Input& in)
{
    const auto amount = number(in.value["value"]);
    if (in.value.if_object() == nullptr || !amount) {
        return refuse("object with value and currency");
    }
    // Whether the currency may be left out is unconfirmed; it then is the company's.
    const std::string code = in.value["currency"].string_or(in.world.company.default_currency);
    if (in.world.currency(code) == nullptr) {
        return std::unexpected("Unknown currency " + code);
    }
    return Json(Json::Object{{"value", *amount}, {"currency", code}});
}

/// A value with `until`, whose ends `end` reads.
Value range(const Json& value, Value (*end)(const Json&))
{
    const auto from = end(value["value"]);
    const auto until = end(value["until"]);
    if (value.if_object() == nullptr || !from || !until) {
        return refuse("object with value and until");
    }
    return Json(Json::Object{{"value", *from}, {"until", *until}});
}

Value with_zone(const Json& given, Value value)
{
    if (!value) {
        return value;
    }
    const Json& zone = given["timezone_id"];
    if (!zone.is_null() && !strict_integer(zone)) {
        return refuse("integer in timezone_id");
    }
    value->set("timezone_id", zone);
    return value;
}

Value time_of_day(const Input& in)
{
    auto value = clock_time(in.value["value"]);
    if (in.value.if_object() == nullptr || !value) {
        return refuse("object with a time in value");
    }
    return with_zone(in.value, Json(Json::Object{{"value", *value}}));
}

Value reference(const Json& value, const std::function<bool(RecordId)>& exists)
{
    const auto id = strict_integer(value);
    if (!id) {
        return refuse("integer");
    }
    return exists(*id) ? Value(value) : std::unexpected("Not found");
}

Value address(const Json& value)
{
    const auto read = read_address(value);
    if (!read) {
        return std::unexpected(read.error());
    }
    return billbridge::to_json(*read);
}

using Reader = Value (*)(const Input&);

const std::map<std::string_view, Reader>& readers()
{
    static const std::map<std::string_view, Reader> all = {
        {"varchar", [](const Input& in) { return text(in.value, varchar_max); }},
        {"varchar_auto", [](const Input& in) { return text(in.value, varchar_max); }},
        {"phone", [](const Input& in) { return text(in.value, varchar_max); }},
        {"text", [](const Input& in) { return text(in.value, text_max); }},
        {"double", [](const Input& in) { return number(in.value); }},
        {"monetary", monetary},
        {"enum", [](const Input& in) { return option(in, in.value); }},
        {"set", options},
        {"date", [](const Input& in) { return date(in.value); }},
        {"daterange", [](const Input& in) { return range(in.value, date); }},
        {"time", time_of_day},
        {"timerange",
         [](const Input& in) { return with_zone(in.value, range(in.value, clock_time)); }},
        {"user",
         [](const Input& in) {
             return reference(in.value, [&](RecordId id) { return in.world.user(id) != nullptr; });
         }},
        {"people",
         [](const Input& in) {
             return reference(in.value, [&](RecordId id) { return in.world.persons.contains(id); });
         }},
        {"org",
         [](const Input& in) {
             return reference(in.value,
                              [&](RecordId id) { return in.world.organizations.contains(id); });
         }},
        {"address", [](const Input& in) { return address(in.value); }}};
    return all;
}

} // namespace

bool is_custom_type(std::string_view type)
{
    return readers().contains(type);
}

std::expected<Json, std::string>
custom_value(const World& world, const FieldDefinition& field, const Json& value)
{
    if (value.is_null()) {
        return Json();
    }
    const auto reader = readers().find(field.type);
    return reader == readers().end() ? std::unexpected("Cannot be written")
                                     : reader->second({world, field, value});
}

void take_custom_fields(Body& body, const World& world, RecordKind kind, CustomValues& values)
{
    const Json* given = body.find("custom_fields");
    if (given == nullptr) {
        return;
    }
    if (given->if_object() == nullptr) {
        body.complain("custom_fields: Expected object");
        return;
    }
    CustomValues changed = values;
    for (const auto& [code, value] : *given->if_object()) {
        const FieldDefinition* field = world.field(kind, code);
        if (field == nullptr || !field->is_custom) {
            body.complain("custom_fields." + code + ": Unknown field");
            return;
        }
        auto read = custom_value(world, *field, value);
        if (!read) {
            body.complain("custom_fields." + code + ": " + read.error());
            return;
        }
        if (read->is_null()) {
            changed.erase(code);
        } else {
            changed[code] = *std::move(read);
        }
    }
    values = std::move(changed);
}

void take_labels(Body& body,
                 const World& world,
                 RecordKind kind,
                 std::vector<std::int64_t>& label_ids)
{
    std::vector<std::int64_t> wanted = label_ids;
    body.integers("label_ids", wanted);
    const FieldDefinition* field = world.field(kind, "label_ids");
    for (const std::int64_t id : wanted) {
        if (field == nullptr || !contains(field->options, id, &FieldOption::id)) {
            body.complain("label_ids: Unknown label " + std::to_string(id));
            return;
        }
    }
    label_ids = std::move(wanted);
}

void take_visibility(Body& body, int& visible_to)
{
    // Lite and Growth plans know 1 and 3, the others 1, 3, 5 and 7.
    constexpr std::int64_t allowed[] = {1, 3, 5, 7};
    std::int64_t wanted = visible_to;
    body.integer("visible_to", wanted);
    if (std::ranges::find(allowed, wanted) == std::end(allowed)) {
        body.complain("visible_to: Not one of the allowed values");
        return;
    }
    visible_to = static_cast<int>(wanted);
}

} // namespace emulator::pipedrive
