#include "base/json_map.hpp"
#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/deals/deals.hpp"
#include "emulator/pipedrive/records/record_kinds.hpp"

#include <algorithm>

namespace emulator::pipedrive {

const std::initializer_list<std::string_view> person_includable = {"next_activity_id",
                                                                   "last_activity_id",
                                                                   "open_deals_count",
                                                                   "related_open_deals_count",
                                                                   "closed_deals_count",
                                                                   "related_closed_deals_count",
                                                                   "participant_open_deals_count",
                                                                   "participant_closed_deals_count",
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
                                                                   "last_incoming_mail_time",
                                                                   "last_outgoing_mail_time",
                                                                   "marketing_status",
                                                                   "doi_status",
                                                                   "smart_bcc_email"};

const std::initializer_list<std::string_view> organization_includable = {
    "next_activity_id",
    "last_activity_id",
    "open_deals_count",
    "related_open_deals_count",
    "closed_deals_count",
    "related_closed_deals_count",
    "email_messages_count",
    "people_count",
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
    "smart_bcc_email"};

namespace {

using Belongs = bool (*)(const Deal&, RecordId);

template <class Record, class Matches>
Json count(const std::map<RecordId, Record>& records, Matches matches)
{
    return static_cast<std::int64_t>(
        std::ranges::count_if(records, [&](const auto& entry) { return matches(entry.second); }));
}

/// Deals that `belongs` connects with the record, by the status in the field's name.
Json deal_count(const World& world, RecordId id, std::string_view field, Belongs belongs)
{
    return count(world.deals, [&](const Deal& deal) {
        if (!belongs(deal, id)) {
            return false;
        }
        if (field == "closed_deals_count") {
            return deal.status != DealStatus::open;
        }
        return field == std::string(name(deal.status)) + "_deals_count";
    });
}

/// The counters that persons and organizations have alike; `own` tells which notes and files are
/// theirs.
template <class Own>
Json included(const World& world, RecordId id, const std::string& field, Belongs belongs, Own own)
{
    constexpr std::string_view deals = "_deals_count";
    if (field.ends_with(deals) && !field.starts_with("related_") &&
        !field.starts_with("participant_")) {
        return deal_count(world, id, field, belongs);
    }
    if (field == "notes_count") {
        return count(world.notes, own);
    }
    if (field == "files_count") {
        return count(world.files, own);
    }
    return field.ends_with("_count") ? Json(0) : Json();
}

Json included(const World& world, const Person& person, const std::string& field)
{
    if (field == "followers_count") {
        return static_cast<std::int64_t>(person.followers.size());
    }
    if (field == "marketing_status" || field == "doi_status") {
        return {}; // belongs to Campaigns, which this company does not have
    }
    return included(
        world,
        person.id,
        field,
        [](const Deal& deal, RecordId id) { return deal.person_id == id; },
        [&](const auto& record) { return record.person_id == person.id; });
}

Json included(const World& world, const Organization& organization, const std::string& field)
{
    auto own = [&](const auto& record) { return record.org_id == organization.id; };
    if (field == "followers_count") {
        return static_cast<std::int64_t>(organization.followers.size());
    }
    if (field == "people_count") {
        return count(world.persons, own);
    }
    return included(
        world,
        organization.id,
        field,
        [](const Deal& deal, RecordId id) { return deal.org_id == id; },
        own);
}

} // namespace

Json record_json(const World& world, const Person& person, const RecordQuery& wanted)
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
                               {"visible_to", person.visible_to},
                               {"label_ids", answer::numbers(person.label_ids)},
                               {"picture_id", nullptr}};
    for (const std::string& field : wanted.include_fields) {
        record.set(field, included(world, person, field));
    }
    finish_record(record,
                  world.fields.at(RecordKind::person),
                  {.label_ids = person.label_ids, .custom_fields = person.custom_fields},
                  wanted);
    return record;
}

Json record_json(const World& world, const Organization& organization, const RecordQuery& wanted)
{
    Json record = Json::Object{
        {"id", organization.id},
        {"name", organization.name},
        {"owner_id", organization.owner_id},
        {"add_time", stamp_v2(organization.add_time)},
        {"update_time", stamp_v2(organization.update_time)},
        {"address", organization.address ? billbridge::to_json(*organization.address) : Json()},
        {"is_deleted", false},
        {"visible_to", organization.visible_to},
        {"label_ids", answer::numbers(organization.label_ids)},
        {"website", answer::nullable(organization.website)},
        {"linkedin", answer::nullable(organization.linkedin)},
        {"industry", answer::nullable(organization.industry)},
        {"annual_revenue", answer::nullable(organization.annual_revenue)},
        {"employee_count", answer::nullable(organization.employee_count)}};
    for (const std::string& field : wanted.include_fields) {
        record.set(field, included(world, organization, field));
    }
    finish_record(
        record,
        world.fields.at(RecordKind::organization),
        {.label_ids = organization.label_ids, .custom_fields = organization.custom_fields},
        wanted);
    return record;
}

} // namespace emulator::pipedrive
