#include "emulator/pipedrive/contacts.hpp"

#include "base/json_map.hpp"
#include "emulator/pipedrive/answer.hpp"
#include "emulator/pipedrive/record_query.hpp"
#include "emulator/pipedrive/stamp.hpp"

namespace emulator::pipedrive {

namespace {

// Entire company, the vendor's default.
constexpr int visible_to_all = 3;

constexpr std::initializer_list<std::string_view> includable = {"next_activity_id",
                                                                "last_activity_id",
                                                                "open_deals_count",
                                                                "related_open_deals_count",
                                                                "closed_deals_count",
                                                                "related_closed_deals_count",
                                                                "email_messages_count",
                                                                "activities_count",
                                                                "done_activities_count",
                                                                "undone_activities_count",
                                                                "files_count",
                                                                "notes_count",
                                                                "followers_count",
                                                                "won_deals_count",
                                                                "related_won_deals_count",
                                                                "lost_deals_count",
                                                                "related_lost_deals_count",
                                                                "people_count",
                                                                "smart_bcc_email"};

/// Deals of the record that `is_its` accepts; the counters that this emulator can know.
template <class Belongs>
Json included(const World& world, const std::string& field, Belongs belongs)
{
    auto count = [&](auto matches) {
        std::int64_t number = 0;
        for (const auto& [id, deal] : world.deals) {
            number += belongs(deal) && matches(deal.status) ? 1 : 0;
        }
        return Json(number);
    };
    using enum DealStatus;
    if (field == "open_deals_count") {
        return count([](DealStatus status) { return status == open; });
    }
    if (field == "closed_deals_count") {
        return count([](DealStatus status) { return status != open; });
    }
    if (field == "won_deals_count") {
        return count([](DealStatus status) { return status == won; });
    }
    if (field == "lost_deals_count") {
        return count([](DealStatus status) { return status == lost; });
    }
    return field.ends_with("_count") ? Json(0) : Json();
}

Json person_json(const World& world, const Person& person, const RecordQuery& wanted)
{
    Json record = Json::Object{{"id", person.id},
                               {"name", person.name()},
                               {"first_name", person.first_name},
                               {"last_name", person.last_name.empty() ? Json() : person.last_name},
                               {"owner_id", person.owner_id},
                               {"org_id", answer::nullable(person.org_id)},
                               {"add_time", stamp_v2(person.add_time)},
                               {"update_time", stamp_v2(person.update_time)},
                               {"emails", billbridge::to_json(person.emails)},
                               {"phones", billbridge::to_json(person.phones)},
                               {"is_deleted", false},
                               {"visible_to", visible_to_all},
                               {"label_ids", Json::array()},
                               {"picture_id", nullptr}};
    for (const std::string& field : wanted.include_fields) {
        record.set(field, included(world, field, [&](const Deal& deal) {
                       return deal.person_id == person.id;
                   }));
    }
    finish_record(record, world.fields.at(RecordKind::person), person.custom_fields, wanted);
    return record;
}

Json organization_json(const World& world,
                       const Organization& organization,
                       const RecordQuery& wanted)
{
    Json record = Json::Object{
        {"id", organization.id},
        {"name", organization.name},
        {"owner_id", organization.owner_id},
        {"add_time", stamp_v2(organization.add_time)},
        {"update_time", stamp_v2(organization.update_time)},
        {"address", organization.address ? billbridge::to_json(*organization.address) : Json()},
        {"is_deleted", false},
        {"visible_to", visible_to_all},
        {"label_ids", Json::array()},
        {"website", nullptr},
        {"linkedin", nullptr},
        {"industry", nullptr},
        {"annual_revenue", nullptr},
        {"employee_count", nullptr}};
    for (const std::string& field : wanted.include_fields) {
        record.set(field, included(world, field, [&](const Deal& deal) {
                       return deal.org_id == organization.id;
                   }));
    }
    finish_record(
        record, world.fields.at(RecordKind::organization), organization.custom_fields, wanted);
    return record;
}

} // namespace

Response get_person(const Call& call)
{
    Query query(call.request);
    const RecordQuery wanted = record_query(query, includable);
    const OptionalId id = path_id(call, query);
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const Person* person = find(call.context.world.persons, *id);
    return person == nullptr ? answer::not_found()
                             : answer::single(person_json(call.context.world, *person, wanted));
}

Response get_organization(const Call& call)
{
    Query query(call.request);
    const RecordQuery wanted = record_query(query, includable);
    const OptionalId id = path_id(call, query);
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const Organization* organization = find(call.context.world.organizations, *id);
    return organization == nullptr
               ? answer::not_found()
               : answer::single(organization_json(call.context.world, *organization, wanted));
}

} // namespace emulator::pipedrive
