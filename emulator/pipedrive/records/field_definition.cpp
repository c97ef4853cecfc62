#include "emulator/pipedrive/records/field_definition.hpp"

#include "crypto/crypto.hpp"

namespace emulator::pipedrive {

using billbridge::Json;

namespace {

struct Row {
    const char* name;
    const char* code;
    const char* type;
    bool is_optional_response = false;
};

// The vendor publishes no complete list: these are the properties that the record answers have.
constexpr Row deal_rows[] = {
    {"ID", "id", "int"},
    {"Title", "title", "varchar"},
    {"Creator", "creator_user_id", "user"},
    {"Owner", "owner_id", "user"},
    {"Value", "value", "monetary"},
    {"Contact person", "person_id", "people"},
    {"Organization", "org_id", "org"},
    {"Pipeline", "pipeline_id", "pipeline"},
    {"Stage", "stage_id", "stage"},
    {"Status", "status", "status"},
    {"Probability", "probability", "int"},
    {"Lost reason", "lost_reason", "varchar_options"},
    {"Visible to", "visible_to", "visible_to"},
    {"Deal created", "add_time", "date"},
    {"Update time", "update_time", "date"},
    {"Last stage change", "stage_change_time", "date"},
    {"Archive status", "is_archived", "boolean"},
    {"Deal closed on", "close_time", "date"},
    {"Won time", "won_time", "date"},
    {"Lost time", "lost_time", "date"},
    {"Expected close date", "expected_close_date", "date"},
    {"Label", "label_ids", "set"},
    {"Source origin", "origin", "varchar"},
    {"Source channel", "channel", "enum"},
    {"Source channel ID", "channel_id", "varchar"},
    {"Products amount", "products_count", "int", true},
    {"Number of notes", "notes_count", "int", true},
    {"Total activities", "activities_count", "int", true},
    {"Smart BCC email", "smart_bcc_email", "varchar", true},
};

constexpr Row person_rows[] = {
    {"ID", "id", "int"},
    {"Name", "name", "varchar"},
    {"First name", "first_name", "varchar"},
    {"Last name", "last_name", "varchar"},
    {"Email", "emails", "varchar"},
    {"Phone", "phones", "phone"},
    {"Organization", "org_id", "org"},
    {"Owner", "owner_id", "user"},
    {"Label", "label_ids", "set"},
    {"Picture", "picture_id", "picture"},
    {"Visible to", "visible_to", "visible_to"},
    {"Person created", "add_time", "date"},
    {"Update time", "update_time", "date"},
};

constexpr Row organization_rows[] = {
    {"ID", "id", "int"},
    {"Name", "name", "varchar"},
    {"Address", "address", "address"},
    {"Owner", "owner_id", "user"},
    {"Label", "label_ids", "set"},
    {"Visible to", "visible_to", "visible_to"},
    {"Organization created", "add_time", "date"},
    {"Update time", "update_time", "date"},
    {"Website", "website", "varchar"},
    {"LinkedIn profile", "linkedin", "varchar"},
    {"Industry", "industry", "enum"},
    {"Annual revenue", "annual_revenue", "double"},
    {"Number of employees", "employee_count", "int"},
};

constexpr Row product_rows[] = {
    {"ID", "id", "int"},
    {"Name", "name", "varchar"},
    {"Product code", "code", "varchar"},
    {"Description", "description", "text"},
    {"Unit", "unit", "varchar"},
    {"Tax", "tax", "double"},
    {"Category", "category", "enum"},
    {"Owner", "owner_id", "user"},
    {"Active", "is_linkable", "boolean"},
    {"Visible to", "visible_to", "visible_to"},
    {"Unit prices", "prices", "price_list"},
    {"Billing frequency", "billing_frequency", "billing_frequency"},
    {"Billing frequency cycles", "billing_frequency_cycles", "int"},
    {"Product created", "add_time", "date"},
    {"Update time", "update_time", "date"},
};

template <std::size_t count>
std::vector<FieldDefinition> definitions(const Row (&rows)[count])
{
    std::vector<FieldDefinition> fields;
    for (const Row& row : rows) {
        fields.push_back({.id = static_cast<std::int64_t>(fields.size()) + 1,
                          .name = row.name,
                          .code = row.code,
                          .type = row.type,
                          .is_optional_response = row.is_optional_response});
    }
    return fields;
}

Json subfield(std::string_view code, const std::string& name, std::string_view type)
{
    return Json::Object{{"field_code", code}, {"field_name", name}, {"field_type", type}};
}

/// The parts of a value that has parts; null for every other type.
Json subfields(const FieldDefinition& field)
{
    if (field.type == "monetary") {
        return Json::Array{subfield("value", "Amount of " + field.name, "double"),
                           subfield("currency", "Currency of " + field.name, "varchar")};
    }
    if (field.type != "address") {
        return {};
    }
    Json parts = Json::array();
    for (const char* code : {"value",
                             "subpremise",
                             "street_number",
                             "route",
                             "sublocality",
                             "locality",
                             "admin_area_level_1",
                             "admin_area_level_2",
                             "country",
                             "postal_code"}) {
        parts.push_back(subfield(code, std::string(code) + " of " + field.name, "varchar"));
    }
    return parts;
}

Json options(const FieldDefinition& field)
{
    if (field.options.empty()) {
        return {};
    }
    Json list = Json::array();
    for (const FieldOption& option : field.options) {
        list.push_back(
            Json::Object{{"id", option.id}, {"label", option.label}, {"color", nullptr}});
    }
    return list;
}

} // namespace

std::string_view name(RecordKind kind)
{
    switch (kind) {
    case RecordKind::deal:
        return "deal";
    case RecordKind::person:
        return "person";
    case RecordKind::organization:
        return "organization";
    case RecordKind::product:
        return "product";
    }
    return "";
}

std::vector<FieldDefinition> system_fields(RecordKind kind)
{
    switch (kind) {
    case RecordKind::deal:
        return definitions(deal_rows);
    case RecordKind::person:
        return definitions(person_rows);
    case RecordKind::organization:
        return definitions(organization_rows);
    case RecordKind::product:
        return definitions(product_rows);
    }
    return {};
}

std::string custom_field_code(std::int64_t company_id, RecordKind kind, std::string_view field_name)
{
    constexpr std::size_t code_length = 40;
    const std::string seed =
        std::to_string(company_id) + "/" + std::string(name(kind)) + "/" + std::string(field_name);
    return billbridge::crypto::hex(billbridge::crypto::sha256(seed)).substr(0, code_length);
}

Json to_json(RecordKind kind, const FieldDefinition& field)
{
    Json json = Json::Object{{"field_name", field.name}, {"field_code", field.code}};
    if (kind == RecordKind::deal) {
        json.set("description", field.description ? Json(*field.description) : Json());
    }
    json.set("field_type", field.type);
    json.set("options", options(field));
    json.set("subfields", subfields(field));
    json.set("is_custom_field", field.is_custom);
    json.set("is_optional_response_field", field.is_optional_response);
    return json;
}

} // namespace emulator::pipedrive
