#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/paging.hpp"
#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/settings/fields.hpp"

#include <algorithm>
#include <map>

namespace emulator::pipedrive {

namespace {

/// The definition as API v1 answers it, whose keys differ for a few system fields.
Json field_v1(const World& world, RecordKind kind, const FieldDefinition& field, std::int64_t order)
{
    static const std::map<std::string_view, std::string_view> old_keys = {
        {"label_ids", "label"}, {"emails", "email"}, {"phones", "phone"}};
    const auto old_key = old_keys.find(field.code);
    Json options;
    for (const FieldOption& option : field.options) {
        options.push_back(Json::Object{{"id", option.id}, {"label", option.label}});
    }
    const std::string added = stamp_v1(world.start);
    Json json =
        Json::Object{{"id", field.id},
                     {"key", old_key == old_keys.end() ? field.code : std::string(old_key->second)},
                     {"name", field.name},
                     {"order_nr", order},
                     {"field_type", field.type},
                     {"add_time", added},
                     {"update_time", added},
                     {"last_updated_by_user_id", nullptr},
                     {"active_flag", true},
                     {"edit_flag", field.is_custom},
                     {"add_visible_flag", !field.is_optional_response},
                     {"important_flag", false},
                     {"bulk_edit_allowed", true},
                     {"searchable_flag", field.type == "varchar" || field.type == "text"},
                     {"filtering_allowed", true},
                     {"sortable_flag", true},
                     {"mandatory_flag", field.code == "title" || field.code == "name"},
                     {"options", std::move(options)}};
    if (kind != RecordKind::product) {
        json.set("index_visible_flag", true).set("details_visible_flag", true);
    }
    return json;
}

} // namespace

template <RecordKind kind>
Response list_fields_v1(const Call& call)
{
    const World& world = call.context.world;
    const PageV1 page = page_v1_request(call.request);
    Json items = Json::array();
    const auto& fields = world.fields.at(kind);
    const auto count = static_cast<std::int64_t>(fields.size());
    for (std::int64_t i = page.start; i < std::min(count, page.start + page.limit); ++i) {
        items.push_back(field_v1(world, kind, fields[static_cast<std::size_t>(i)], i));
    }
    const bool more = page.start + page.limit < count;
    return kind == RecordKind::product
               ? answer::page_v1(std::move(items), page.start, page.limit, more)
               : answer::page_v1_flat(std::move(items), page.start, page.limit, more);
}

template Response list_fields_v1<RecordKind::deal>(const Call&);
template Response list_fields_v1<RecordKind::person>(const Call&);
template Response list_fields_v1<RecordKind::organization>(const Call&);
template Response list_fields_v1<RecordKind::product>(const Call&);

} // namespace emulator::pipedrive
