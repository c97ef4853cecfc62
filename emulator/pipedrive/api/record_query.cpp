#include "emulator/pipedrive/api/record_query.hpp"

#include <algorithm>

namespace emulator::pipedrive {

namespace {

// "up to 15 custom fields" in the parameter of that name.
constexpr std::size_t custom_fields_max = 15;
constexpr std::size_t include_fields_max = 50;

Json with_label(const FieldDefinition& field, const Json& id)
{
    const auto option = std::ranges::find(field.options, id.int_or(0), &FieldOption::id);
    return Json::Object{{"id", id},
                        {"label", option == field.options.end() ? Json() : Json(option->label)}};
}

Json with_labels(const FieldDefinition& field, const Json& value)
{
    if (field.type == "enum") {
        return with_label(field, value);
    }
    const Json::Array* ids = field.type == "set" ? value.if_array() : nullptr;
    if (ids == nullptr) {
        return value;
    }
    Json labels = Json::array();
    for (const Json& id : *ids) {
        labels.push_back(with_label(field, id));
    }
    return labels;
}

} // namespace

bool RecordQuery::includes(std::string_view field) const
{
    return std::ranges::find(include_fields, field) != include_fields.end();
}

RecordQuery record_query(Query& query, std::initializer_list<std::string_view> includable)
{
    RecordQuery wanted{.include_fields = query.words("include_fields", include_fields_max),
                       .custom_fields = query.words("custom_fields", custom_fields_max),
                       .include_option_labels = query.boolean("include_option_labels"),
                       .include_labels = query.boolean("include_labels")};
    for (const std::string& field : wanted.include_fields) {
        if (std::ranges::find(includable, field) == includable.end()) {
            query.complain("include_fields: Unknown field " + field);
        }
    }
    return wanted;
}

Json custom_fields(const std::vector<FieldDefinition>& fields,
                   const CustomValues& values,
                   const RecordQuery& wanted)
{
    Json object = Json::object();
    for (const FieldDefinition& field : fields) {
        const auto& codes = wanted.custom_fields;
        if (!field.is_custom ||
            (!codes.empty() && std::ranges::find(codes, field.code) == codes.end())) {
            continue;
        }
        const auto value = values.find(field.code);
        if (value == values.end()) {
            object.set(field.code, nullptr);
        } else {
            object.set(field.code,
                       wanted.include_option_labels ? with_labels(field, value->second)
                                                    : value->second);
        }
    }
    return object;
}

void finish_record(Json& record,
                   const std::vector<FieldDefinition>& fields,
                   const RecordTail& tail,
                   const RecordQuery& wanted)
{
    const auto field = std::ranges::find(fields, "label_ids", &FieldDefinition::code);
    if (wanted.include_labels && field != fields.end()) {
        Json labels = Json::array();
        for (const std::int64_t id : tail.label_ids) {
            labels.push_back(with_label(*field, id));
        }
        record.set("labels", std::move(labels));
    }
    record.set("custom_fields", custom_fields(fields, tail.custom_fields, wanted));
}

} // namespace emulator::pipedrive
