#include "emulator/pipedrive/deals.hpp"

#include "emulator/pipedrive/answer.hpp"
#include "emulator/pipedrive/paging.hpp"
#include "emulator/pipedrive/record_query.hpp"
#include "emulator/pipedrive/stamp.hpp"

#include <algorithm>

namespace emulator::pipedrive {

namespace {

using answer::nullable;

// "up to 100 deal ids" in the parameter `ids`.
constexpr std::size_t ids_max = 100;
// Entire company, the vendor's default.
constexpr int visible_to_all = 3;

constexpr std::initializer_list<std::string_view> includable = {"next_activity_id",
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

Json included(const World& world, const Deal& deal, const std::string& field)
{
    if (field == "products_count") {
        return static_cast<std::int64_t>(deal.products.size());
    }
    if (field == "notes_count") {
        return static_cast<std::int64_t>(std::ranges::count_if(
            world.notes, [&](const auto& entry) { return entry.second.deal_id == deal.id; }));
    }
    if (field == "participants_count") {
        return deal.person_id ? 1 : 0;
    }
    if (field == "followers_count") {
        return 1; // the owner
    }
    if (field == "smart_bcc_email") {
        return world.company.domain + "+deal" + std::to_string(deal.id) + "@pipedrivemail.test";
    }
    if (field == "first_won_time") {
        return deal.status == DealStatus::won ? Json(stamp_v2(*deal.close_time)) : Json();
    }
    // This emulator has no activities, files or mail.
    return field.ends_with("_count") ? Json(0) : Json();
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
    record.set("lost_reason", is_lost ? Json(deal.lost_reason) : Json());
    record.set("close_time", optional_stamp(deal.close_time));
    record.set("won_time", optional_stamp(won));
    record.set("lost_time", optional_stamp(lost));
    record.set("local_won_date", optional_day(won));
    record.set("local_lost_date", optional_day(lost));
    record.set("local_close_date", optional_day(deal.close_time));
}

Json deal_json(const World& world, const Deal& deal, const RecordQuery& wanted)
{
    Json record = Json::Object{
        {"id", deal.id},
        {"title", deal.title},
        {"creator_user_id", deal.owner_id},
        {"owner_id", deal.owner_id},
        {"value", answer::number(value(deal))},
        {"currency", deal.currency},
        {"person_id", nullable(deal.person_id)},
        {"org_id", nullable(deal.org_id)},
        {"pipeline_id", only_pipeline_id},
        {"stage_id", deal.stage_id},
        {"probability", nullptr},
        {"visible_to", visible_to_all},
        {"add_time", stamp_v2(deal.add_time)},
        {"update_time", stamp_v2(deal.update_time)},
        {"stage_change_time", nullptr},
        {"is_archived", false},
        {"archive_time", nullptr},
        {"is_deleted", false},
        {"expected_close_date",
         deal.expected_close_date ? Json(to_string(*deal.expected_close_date)) : Json()},
        {"label_ids", Json::array()},
        {"origin", "ManuallyCreated"},
        {"origin_id", nullptr},
        {"channel", nullptr},
        {"channel_id", nullptr},
        {"acv", nullptr},
        {"arr", nullptr},
        {"mrr", nullptr}};
    set_status(record, deal);
    for (const std::string& field : wanted.include_fields) {
        record.set(field, included(world, deal, field));
    }
    finish_record(record, world.fields.at(RecordKind::deal), deal.custom_fields, wanted);
    return record;
}

/// The filters of the list, as one question to a deal.
struct DealFilter {
    std::vector<std::int64_t> ids;
    std::optional<std::int64_t> owner_id, person_id, org_id, pipeline_id, stage_id;
    std::vector<std::string> statuses;
    std::optional<Time> updated_since, updated_until;

    bool matches(const Deal& deal) const
    {
        auto fits = [](const auto& wanted, const auto& actual) {
            return !wanted || actual == *wanted;
        };
        return (ids.empty() || std::ranges::find(ids, deal.id) != ids.end()) &&
               (statuses.empty() ||
                std::ranges::find(statuses, name(deal.status)) != statuses.end()) &&
               fits(owner_id, deal.owner_id) && fits(person_id, deal.person_id) &&
               fits(org_id, deal.org_id) && fits(stage_id, deal.stage_id) &&
               fits(pipeline_id, only_pipeline_id) &&
               (!updated_since || deal.update_time >= *updated_since) &&
               (!updated_until || deal.update_time < *updated_until);
    }
};

DealFilter read_filter(Query& query)
{
    constexpr std::size_t statuses_max = 4;
    DealFilter filter{.ids = query.integers("ids", ids_max),
                      .owner_id = query.integer("owner_id"),
                      .person_id = query.integer("person_id"),
                      .org_id = query.integer("org_id"),
                      .pipeline_id = query.integer("pipeline_id"),
                      .stage_id = query.integer("stage_id"),
                      .statuses = query.words("status", statuses_max),
                      .updated_since = query.time("updated_since"),
                      .updated_until = query.time("updated_until")};
    for (const std::string& status : filter.statuses) {
        constexpr std::string_view known[] = {"open", "won", "lost", "deleted"};
        if (std::ranges::find(known, status) == std::end(known)) {
            query.complain("status: Not one of the allowed values");
        }
    }
    return filter;
}

/// Milliseconds for the time fields, so that one number sorts by any of them.
template <class Record>
std::int64_t sort_number(const Record& record, std::string_view field)
{
    if (field == "add_time") {
        return record.add_time.time_since_epoch().count();
    }
    return field == "update_time" ? record.update_time.time_since_epoch().count() : record.id;
}

Json line_json(const Deal& deal, const DealProduct& line, std::int64_t order_nr)
{
    constexpr const char* tax_methods[] = {"exclusive", "inclusive", "none"};
    return Json::Object{
        {"id", line.id},
        {"deal_id", deal.id},
        {"product_id", line.product_id},
        {"product_variation_id", nullptr},
        {"name", line.name},
        {"order_nr", order_nr},
        {"item_price", answer::number(line.item_price)},
        {"quantity", answer::number(line.quantity)},
        {"discount", answer::number(line.discount)},
        {"discount_type", line.discount_type == DiscountType::amount ? "amount" : "percentage"},
        {"tax", answer::number(line.tax)},
        {"tax_method", tax_methods[static_cast<std::size_t>(deal.tax_method)]},
        {"sum", answer::number(sum(line))},
        {"currency", deal.currency},
        {"comments", line.comments},
        {"is_enabled", line.is_enabled},
        {"billing_frequency", "one-time"},
        {"billing_frequency_cycles", nullptr},
        {"billing_start_date", nullptr},
        {"add_time", stamp_v2(line.add_time)},
        {"update_time", stamp_v2(line.update_time)}};
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

Json deal_json(const World& world, const Deal& deal)
{
    return deal_json(world, deal, RecordQuery{});
}

Response get_deal(const Call& call)
{
    Query query(call.request);
    const RecordQuery wanted = record_query(query, includable);
    const OptionalId id = path_id(call, query);
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const Deal* deal = find(call.context.world.deals, *id);
    return deal == nullptr ? answer::not_found()
                           : answer::single(deal_json(call.context.world, *deal, wanted));
}

Response list_deals(const Call& call)
{
    Query query(call.request);
    const RecordQuery wanted = record_query(query, includable);
    const DealFilter filter = read_filter(query);
    const PageRequest page = page_request(
        query, call.request, query.choice("sort_by", {"id", "update_time", "add_time"}));
    if (query.integer("filter_id")) {
        query.complain("filter_id: Filter not found"); // nobody can make one here
    }
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    std::vector<const Deal*> deals;
    std::vector<SortKey> keys;
    for (const auto& [id, deal] : call.context.world.deals) {
        if (filter.matches(deal)) {
            deals.push_back(&deal);
            keys.push_back({sort_number(deal, page.sort_by), id});
        }
    }
    Json items = Json::array();
    Page found = page_of(keys, page);
    for (const std::size_t position : found.positions) {
        items.push_back(deal_json(call.context.world, *deals[position], wanted));
    }
    return answer::page_v2(std::move(items), std::move(found.next_cursor));
}

Response list_deal_products(const Call& call)
{
    Query query(call.request);
    const OptionalId id = path_id(call, query);
    const PageRequest page =
        page_request(query,
                     call.request,
                     query.choice("sort_by", {"id", "add_time", "update_time", "order_nr"}));
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const Deal* deal = find(call.context.world.deals, *id);
    if (deal == nullptr) {
        return answer::not_found();
    }
    std::vector<SortKey> keys;
    for (const DealProduct& line : deal->products) {
        const auto order_nr = static_cast<std::int64_t>(keys.size()) + 1;
        keys.push_back(
            {page.sort_by == "order_nr" ? order_nr : sort_number(line, page.sort_by), line.id});
    }
    Json items = Json::array();
    Page found = page_of(keys, page);
    for (const std::size_t position : found.positions) {
        items.push_back(
            line_json(*deal, deal->products[position], static_cast<std::int64_t>(position) + 1));
    }
    return answer::page_v2(std::move(items), std::move(found.next_cursor));
}

} // namespace emulator::pipedrive
