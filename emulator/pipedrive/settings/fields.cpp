#include "emulator/pipedrive/settings/fields.hpp"

#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/paging.hpp"
#include "emulator/pipedrive/records/custom_value.hpp"

#include <algorithm>

namespace emulator::pipedrive {

namespace {

/// What was set of that part; null where nothing was.
const Json* settings(const FieldDefinition& field, std::string_view part)
{
    if (part == "ui_visibility") {
        return &field.ui_visibility;
    }
    return part == "important_fields" ? &field.important_fields : &field.required_fields;
}

Json described(RecordKind kind,
               const FieldDefinition& field,
               const std::vector<std::string>& include_fields)
{
    Json json = to_json(kind, field);
    for (const std::string& part : include_fields) {
        if (const Json* kept = settings(field, part); !kept->is_null()) {
            json.set(part, *kept);
        } else if (part == "ui_visibility") {
            json.set(part,
                     Json::Object{{"add_visible_flag", !field.is_optional_response},
                                  {"details_visible_flag", true}});
        } else if (part == "important_fields") {
            json.set(part, Json::Object{{"enabled", false}, {"stage_ids", Json::array()}});
        } else {
            json.set(part,
                     Json::Object{{"enabled", false},
                                  {"stage_ids", Json::array()},
                                  {"statuses", Json::object()}});
        }
    }
    return json;
}

/// Products have no stages that could ask for a field.
std::vector<std::string> read_parts(Query& query, RecordKind kind)
{
    constexpr std::string_view known[] = {"ui_visibility", "important_fields", "required_fields"};
    auto parts = query.words("include_fields", std::size(known));
    for (const std::string& part : parts) {
        const auto end = kind == RecordKind::product ? std::begin(known) + 1 : std::end(known);
        if (std::find(std::begin(known), end, part) == end) {
            query.complain("include_fields: Unknown field " + part);
        }
    }
    return parts;
}

Response list(const Call& call, RecordKind kind)
{
    Query query(call.request);
    const auto parts = read_parts(query, kind);
    const PageRequest page = page_request(query, call.request, "order");
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const auto& fields = call.context.world.fields.at(kind);
    std::vector<SortKey> keys;
    for (std::int64_t order = 0; order < static_cast<std::int64_t>(fields.size()); ++order) {
        keys.push_back({order, order});
    }
    Json items = Json::array();
    Page found = page_of(keys, page);
    for (const std::size_t position : found.positions) {
        items.push_back(described(kind, fields[position], parts));
    }
    return answer::page_v2(std::move(items), std::move(found.next_cursor));
}

Response get(const Call& call, RecordKind kind)
{
    Query query(call.request);
    const auto parts = read_parts(query, kind);
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const auto& fields = call.context.world.fields.at(kind);
    const auto field = std::ranges::find(fields, call.id, &FieldDefinition::code);
    return field == fields.end() ? answer::not_found()
                                 : answer::single(described(kind, *field, parts));
}

// "A label has 1 to 255 characters", by the specification.
constexpr std::size_t label_max = 255;

bool has_options(std::string_view type)
{
    return type == "enum" || type == "set";
}

FieldDefinition* field_of(const Call& call, RecordKind kind)
{
    auto& fields = call.context.world.fields.at(kind);
    const auto field = std::ranges::find(fields, call.id, &FieldDefinition::code);
    return field == fields.end() ? nullptr : &*field;
}

std::string entity(RecordKind kind)
{
    return std::string(name(kind)) + "_field"; // the webhooks' name for it is unconfirmed
}

/// The label of one option, trimmed of nothing; none where it is no proper text.
std::optional<std::string> label_of(const Json& option)
{
    const std::string* label = option["label"].if_string();
    return label == nullptr || label->empty() || label->size() > label_max ? std::nullopt
                                                                           : std::optional(*label);
}

Json option_json(const FieldOption& option)
{
    return Json::Object{{"id", option.id}, {"label", option.label}};
}

/// New options with ids; none where one has no label or there is none at all.
std::optional<std::vector<FieldOption>> new_options(World& world, const Json& given)
{
    std::vector<FieldOption> options;
    const Json::Array* items = given.if_array();
    for (const Json& item : items == nullptr ? Json::Array{} : *items) {
        const auto label = label_of(item);
        if (!label) {
            return std::nullopt;
        }
        options.push_back({.label = *label});
    }
    for (FieldOption& option : options) {
        option.id = world.new_id("option");
    }
    return options.empty() ? std::nullopt : std::optional(std::move(options));
}

void write_settings(Body& body, FieldDefinition& field)
{
    std::string label = field.name;
    body.title("field_name", label);
    field.name = label;
    body.text("description", field.description, text_max);
    auto keep = [&](std::string_view part, Json& target) {
        if (const Json* given = body.find(part)) {
            if (given->if_object() == nullptr) {
                body.complain(std::string(part) + ": Expected object");
            }
            target = *given;
        }
    };
    keep("ui_visibility", field.ui_visibility);
    keep("important_fields", field.important_fields);
    keep("required_fields", field.required_fields);
}

/// A code that no field of the company has, 40 hexadecimal characters.
std::string new_code(const World& world, RecordKind kind, const FieldDefinition& field)
{
    return custom_field_code(world.company.id, kind, field.name + "/" + std::to_string(field.id));
}

Response create(const Call& call, RecordKind kind)
{
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    World& world = call.context.world;
    FieldDefinition field{.is_custom = true};
    Body body(*json);
    body.require({"field_name", "field_type"});
    write_settings(body, field);
    body.text("field_type", field.type);
    if (!is_custom_type(field.type)) {
        body.complain("field_type: Not one of the allowed values");
    }
    if (body.problem().empty() && has_options(field.type)) {
        const Json* given = body.find("options");
        auto options = given == nullptr ? std::nullopt : new_options(world, *given);
        if (!options) {
            body.complain("options: Expected array of objects with label");
        }
        field.options = options.value_or(std::vector<FieldOption>());
    }
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    field.id = world.new_id(entity(kind));
    field.code = new_code(world, kind, field);
    const FieldDefinition& stored = world.fields.at(kind).emplace_back(std::move(field));
    Json created = to_json(kind, stored);
    remember(call, entity(kind), stored.id, Action::create, nullptr, created);
    return answer::single(std::move(created));
}

/// The refusal where the field is not there or not the company's own.
std::optional<Response> refuse_system(const FieldDefinition* field)
{
    if (field == nullptr) {
        return answer::not_found();
    }
    return field->is_custom ? std::nullopt
                            : std::optional(answer::forbidden("System fields cannot be changed."));
}

Response update(const Call& call, RecordKind kind)
{
    FieldDefinition* field = field_of(call, kind);
    if (auto refusal = refuse_system(field)) {
        return *std::move(refusal);
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    FieldDefinition changed = *field;
    Body body(*json);
    write_settings(body, changed);
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    Json before = to_json(kind, *field);
    *field = std::move(changed);
    Json after = to_json(kind, *field);
    remember(call, entity(kind), field->id, Action::change, std::move(before), after);
    return answer::single(std::move(after));
}

void forget_values(World& world, RecordKind kind, const std::string& code)
{
    auto forget = [&](auto& records) {
        for (auto& [id, record] : records) {
            record.custom_fields.erase(code);
        }
    };
    switch (kind) {
    case RecordKind::deal:
        return forget(world.deals);
    case RecordKind::person:
        return forget(world.persons);
    case RecordKind::organization:
        return forget(world.organizations);
    case RecordKind::product:
        return forget(world.products);
    }
}

Response remove(const Call& call, RecordKind kind)
{
    const FieldDefinition* field = field_of(call, kind);
    if (auto refusal = refuse_system(field)) {
        return *std::move(refusal);
    }
    World& world = call.context.world;
    Json before = to_json(kind, *field);
    remember(call, entity(kind), field->id, Action::remove, before, nullptr);
    forget_values(world, kind, field->code);
    std::erase_if(world.fields.at(kind),
                  [&](const FieldDefinition& it) { return it.code == call.id; });
    return answer::single(std::move(before));
}

/// The field whose options a call means and what it wants to do to them, or a refusal. Labels of
/// records are options of a system field, so that those are let through.
std::expected<FieldDefinition*, Response> options_field(const Call& call, RecordKind kind)
{
    FieldDefinition* field = field_of(call, kind);
    if (field == nullptr) {
        return std::unexpected(answer::not_found());
    }
    if (!has_options(field->type)) {
        return std::unexpected(answer::validation_failed("The field has no options"));
    }
    return field;
}

Response add_to(const Call& call, RecordKind kind)
{
    const auto field = options_field(call, kind);
    const auto json = read_json(call);
    if (!field || !json) {
        return field ? json.error() : field.error();
    }
    const auto options = new_options(call.context.world, *json);
    if (!options) {
        return answer::validation_failed("body: Expected array of objects with label");
    }
    Json added = Json::array();
    for (const FieldOption& option : *options) {
        (*field)->options.push_back(option);
        added.push_back(option_json(option));
    }
    return answer::single(std::move(added));
}

/// Does `change` to every option that the body names, in a copy that replaces the options where
/// all went well; `change` tells whether it did.
template <class Change>
Response change_options(const Call& call, RecordKind kind, Change change)
{
    const auto field = options_field(call, kind);
    const auto json = read_json(call);
    if (!field || !json) {
        return field ? json.error() : field.error();
    }
    const Json::Array* items = json->if_array();
    std::vector<FieldOption> options = (*field)->options;
    Json done = Json::array();
    for (const Json& item : items == nullptr ? Json::Array{nullptr} : *items) {
        const auto id = strict_integer(item["id"]);
        const auto option = std::ranges::find(options, id.value_or(0), &FieldOption::id);
        if (option == options.end() || !change(item, *option)) {
            return answer::validation_failed("body: Expected array of known options");
        }
        done.push_back(option_json(*option));
        if (option->label.empty()) {
            options.erase(option);
            done.if_array()->back() =
                option_json(*std::ranges::find((*field)->options, *id, &FieldOption::id));
        }
    }
    (*field)->options = std::move(options);
    return answer::single(std::move(done));
}

} // namespace

template <RecordKind kind>
Response list_fields(const Call& call)
{
    return list(call, kind);
}

template <RecordKind kind>
Response get_field(const Call& call)
{
    return get(call, kind);
}

template <RecordKind kind>
Response create_field(const Call& call)
{
    return create(call, kind);
}

template <RecordKind kind>
Response update_field(const Call& call)
{
    return update(call, kind);
}

template <RecordKind kind>
Response delete_field(const Call& call)
{
    return remove(call, kind);
}

template <RecordKind kind>
Response add_options(const Call& call)
{
    return add_to(call, kind);
}

template <RecordKind kind>
Response rename_options(const Call& call)
{
    return change_options(call, kind, [](const Json& item, FieldOption& option) {
        const auto label = label_of(item);
        option.label = label.value_or(option.label);
        return label.has_value();
    });
}

template <RecordKind kind>
Response delete_options(const Call& call)
{
    return change_options(call, kind, [](const Json&, FieldOption& option) {
        option.label.clear(); // an option without a label is one that goes
        return true;
    });
}

template Response list_fields<RecordKind::deal>(const Call&);
template Response get_field<RecordKind::deal>(const Call&);
template Response create_field<RecordKind::deal>(const Call&);
template Response update_field<RecordKind::deal>(const Call&);
template Response delete_field<RecordKind::deal>(const Call&);
template Response add_options<RecordKind::deal>(const Call&);
template Response rename_options<RecordKind::deal>(const Call&);
template Response delete_options<RecordKind::deal>(const Call&);
template Response list_fields<RecordKind::person>(const Call&);
template Response get_field<RecordKind::person>(const Call&);
template Response create_field<RecordKind::person>(const Call&);
template Response update_field<RecordKind::person>(const Call&);
template Response delete_field<RecordKind::person>(const Call&);
template Response add_options<RecordKind::person>(const Call&);
template Response rename_options<RecordKind::person>(const Call&);
template Response delete_options<RecordKind::person>(const Call&);
template Response list_fields<RecordKind::organization>(const Call&);
template Response get_field<RecordKind::organization>(const Call&);
template Response create_field<RecordKind::organization>(const Call&);
template Response update_field<RecordKind::organization>(const Call&);
template Response delete_field<RecordKind::organization>(const Call&);
template Response add_options<RecordKind::organization>(const Call&);
template Response rename_options<RecordKind::organization>(const Call&);
template Response delete_options<RecordKind::organization>(const Call&);
template Response list_fields<RecordKind::product>(const Call&);
template Response get_field<RecordKind::product>(const Call&);
template Response create_field<RecordKind::product>(const Call&);
template Response update_field<RecordKind::product>(const Call&);
template Response delete_field<RecordKind::product>(const Call&);
template Response add_options<RecordKind::product>(const Call&);
template Response rename_options<RecordKind::product>(const Call&);
template Response delete_options<RecordKind::product>(const Call&);

} // namespace emulator::pipedrive
