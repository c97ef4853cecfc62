#include "emulator/pipedrive/fields.hpp"

#include "emulator/pipedrive/answer.hpp"
#include "emulator/pipedrive/paging.hpp"

#include <algorithm>

namespace emulator::pipedrive {

namespace {

Json described(const FieldDefinition& field, const std::vector<std::string>& include_fields)
{
    Json json = to_json(field);
    for (const std::string& part : include_fields) {
        if (part == "ui_visibility") {
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

std::vector<std::string> read_parts(Query& query)
{
    constexpr std::string_view known[] = {"ui_visibility", "important_fields", "required_fields"};
    auto parts = query.words("include_fields", std::size(known));
    for (const std::string& part : parts) {
        if (std::ranges::find(known, part) == std::end(known)) {
            query.complain("include_fields: Unknown field " + part);
        }
    }
    return parts;
}

Response list(const Call& call, RecordKind kind)
{
    Query query(call.request);
    const auto parts = read_parts(query);
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
        items.push_back(described(fields[position], parts));
    }
    return answer::page_v2(std::move(items), std::move(found.next_cursor));
}

Response get(const Call& call, RecordKind kind)
{
    Query query(call.request);
    const auto parts = read_parts(query);
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const auto& fields = call.context.world.fields.at(kind);
    const auto field = std::ranges::find(fields, call.id, &FieldDefinition::code);
    return field == fields.end() ? answer::not_found() : answer::single(described(*field, parts));
}

} // namespace

Response list_deal_fields(const Call& call)
{
    return list(call, RecordKind::deal);
}

Response list_person_fields(const Call& call)
{
    return list(call, RecordKind::person);
}

Response list_organization_fields(const Call& call)
{
    return list(call, RecordKind::organization);
}

Response get_deal_field(const Call& call)
{
    return get(call, RecordKind::deal);
}

Response get_person_field(const Call& call)
{
    return get(call, RecordKind::person);
}

Response get_organization_field(const Call& call)
{
    return get(call, RecordKind::organization);
}

} // namespace emulator::pipedrive
