#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/deals/deals.hpp"
#include "emulator/pipedrive/records/record_kinds.hpp"

#include <algorithm>

namespace emulator::pipedrive {

using answer::nullable;

const std::initializer_list<std::string_view> deal_includable = {"next_activity_id",
                                                                 "last_activity_id",
                                                                 "first_won_time",
                                                                 "products_count",
                                                                 "files_count",
                                                                 "notes_count",
                                                                 "followers_count",
                                                                 "email_messages_count",
                                                                 "activities_count",
                                                                 "done_activities_count",
                                                                 "undone_activities_count",
                                                                 "participants_count",
                                                                 "last_incoming_mail_time",
                                                                 "last_outgoing_mail_time",
                                                                 "smart_bcc_email",
                                                                 "source_lead_id"};

namespace {

template <class Record>
Json count_of(const std::map<RecordId, Record>& records, RecordId deal_id)
{
    return static_cast<std::int64_t>(std::ranges::count_if(
        records, [&](const auto& entry) { return entry.second.deal_id == deal_id; }));
}

/// How many activities the deal has that are done, or not.
Json activity_count(const World& world, const Deal& deal, bool done)
{
    return static_cast<std::int64_t>(
        std::ranges::count_if(world.activities, [&](const auto& entry) {
            return entry.second.deal_id == deal.id && entry.second.done == done;
        }));
}

/// The nearest activity that is not done, or the latest that is, by due day.
Json neighbour_activity(const World& world, const Deal& deal, bool done)
{
    const Activity* found = nullptr;
    for (const auto& [id, activity] : world.activities) {
        if (activity.deal_id == deal.id && activity.done == done &&
            (found == nullptr ||
             (done ? found->due_date < activity.due_date : activity.due_date < found->due_date))) {
            found = &activity;
        }
    }
    return found == nullptr ? Json() : Json(found->id);
}

Json included_count(const World& world, const Deal& deal, const std::string& field)
{
    if (field == "products_count") {
        return static_cast<std::int64_t>(deal.products.size());
    }
    if (field == "notes_count") {
        return count_of(world.notes, deal.id);
    }
    if (field == "files_count") {
        return count_of(world.files, deal.id);
    }
    if (field == "activities_count") {
        return count_of(world.activities, deal.id);
    }
    if (field == "done_activities_count" || field == "undone_activities_count") {
        return activity_count(world, deal, field == "done_activities_count");
    }
    if (field == "participants_count") {
        return static_cast<std::int64_t>(deal.participants.size()) + (deal.person_id ? 1 : 0);
    }
    if (field == "followers_count") {
        return static_cast<std::int64_t>(deal.followers.size());
    }
    return 0; // this emulator has no mail
}

Json included(const World& world, const Deal& deal, const std::string& field)
{
    if (field.ends_with("_count")) {
        return included_count(world, deal, field);
    }
    if (field == "smart_bcc_email") {
        return world.company.domain + "+deal" + std::to_string(deal.id) + "@pipedrivemail.test";
    }
    if (field == "first_won_time") {
        return deal.status == DealStatus::won ? Json(stamp_v2(*deal.close_time)) : Json();
    }
    if (field == "next_activity_id" || field == "last_activity_id") {
        return neighbour_activity(world, deal, field == "last_activity_id");
    }
    return {}; // this emulator has no mail and no leads
}

Json optional_stamp(const std::optional<Time>& time)
{
    return time ? Json(stamp_v2(*time)) : Json();
}

Json optional_day(const std::optional<Time>& time)
{
    return time ? Json(day(*time)) : Json();
}

void set_status(Json& record, const Deal& deal)
{
    const bool is_lost = deal.status == DealStatus::lost;
    const auto won = deal.status == DealStatus::won ? deal.close_time : std::nullopt;
    const auto lost = is_lost ? deal.close_time : std::nullopt;
    record.set("status", name(deal.status));
    record.set("lost_reason",
               is_lost && !deal.lost_reason.empty() ? Json(deal.lost_reason) : Json());
    record.set("close_time", optional_stamp(deal.close_time));
    record.set("won_time", optional_stamp(won));
    record.set("lost_time", optional_stamp(lost));
    record.set("local_won_date", optional_day(won));
    record.set("local_lost_date", optional_day(lost));
    record.set("local_close_date", optional_day(deal.close_time));
}

void set_recurring(Json& record, const Deal& deal)
{
    const auto revenue = recurring(deal);
    auto amount = [&](Decimal Recurring::* part) {
        return revenue ? answer::number((*revenue).*part) : Json();
    };
    record.set("acv", amount(&Recurring::contract));
    record.set("arr", amount(&Recurring::yearly));
    record.set("mrr", amount(&Recurring::monthly));
}

} // namespace

std::string_view name(DealStatus status)
{
    switch (status) {
    case DealStatus::open:
        return "open";
    case DealStatus::won:
        return "won";
    case DealStatus::lost:
        return "lost";
    }
    return "";
}

Json record_json(const World& world, const Deal& deal, const RecordQuery& wanted)
{
    Json record = Json::Object{
        {"id", deal.id},
        {"title", deal.title},
        {"creator_user_id", deal.creator_user_id},
        {"owner_id", deal.owner_id},
        {"value", answer::number(value(deal))},
        {"currency", deal.currency},
        {"person_id", nullable(deal.person_id)},
        {"org_id", nullable(deal.org_id)},
        {"pipeline_id", only_pipeline_id},
        {"stage_id", deal.stage_id},
        {"probability", deal.probability ? answer::number(*deal.probability) : Json()},
        {"visible_to", deal.visible_to},
        {"add_time", stamp_v2(deal.add_time)},
        {"update_time", stamp_v2(deal.update_time)},
        {"stage_change_time", optional_stamp(deal.stage_change_time)},
        {"is_archived", deal.is_archived},
        {"archive_time", optional_stamp(deal.archive_time)},
        {"is_deleted", world.deleted_deals.contains(deal.id)},
        {"expected_close_date",
         deal.expected_close_date ? Json(to_string(*deal.expected_close_date)) : Json()},
        {"label_ids", answer::numbers(deal.label_ids)},
        {"origin", deal.origin},
        {"origin_id", nullptr},
        {"channel", nullptr},
        {"channel_id", nullptr}};
    set_recurring(record, deal);
    set_status(record, deal);
    for (const std::string& field : wanted.include_fields) {
        record.set(field, included(world, deal, field));
    }
    finish_record(record,
                  world.fields.at(RecordKind::deal),
                  {.label_ids = deal.label_ids, .custom_fields = deal.custom_fields},
                  wanted);
    return record;
}

} // namespace emulator::pipedrive
