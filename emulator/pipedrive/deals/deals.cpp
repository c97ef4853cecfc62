#include "emulator/pipedrive/deals/deals.hpp"

#include "emulator/pipedrive/api/record_endpoints.hpp"
#include "emulator/pipedrive/records/custom_value.hpp"

namespace emulator::pipedrive {

namespace {

// "up to 100 deal ids" in the parameter `ids`.
constexpr std::size_t ids_max = 100;

/// The filters of the list, as one question to a deal.
struct DealFilter {
    std::vector<std::int64_t> ids;
    std::optional<std::int64_t> owner_id, person_id, org_id, pipeline_id, stage_id;
    std::vector<std::string> statuses;
    std::optional<Time> updated_since, updated_until;
    bool archived = false;

    bool matches(const Deal& deal) const
    {
        auto fits = [](const auto& wanted, const auto& actual) {
            return !wanted || actual == *wanted;
        };
        return deal.is_archived == archived &&
               (ids.empty() || std::ranges::find(ids, deal.id) != ids.end()) &&
               fits(owner_id, deal.owner_id) && fits(person_id, deal.person_id) &&
               fits(org_id, deal.org_id) && fits(stage_id, deal.stage_id) &&
               fits(pipeline_id, only_pipeline_id) &&
               (!updated_since || deal.update_time >= *updated_since) &&
               (!updated_until || deal.update_time < *updated_until);
    }

    bool wants(std::string_view status) const
    {
        return std::ranges::find(statuses, status) != statuses.end();
    }
};

DealFilter read_filter(Query& query, bool archived)
{
    constexpr std::string_view known[] = {"open", "won", "lost", "deleted"};
    DealFilter filter{.ids = query.integers("ids", ids_max),
                      .owner_id = query.integer("owner_id"),
                      .person_id = query.integer("person_id"),
                      .org_id = query.integer("org_id"),
                      .pipeline_id = query.integer("pipeline_id"),
                      .stage_id = query.integer("stage_id"),
                      .statuses = query.words("status", std::size(known)),
                      .updated_since = query.time("updated_since"),
                      .updated_until = query.time("updated_until"),
                      .archived = archived};
    for (const std::string& status : filter.statuses) {
        if (std::ranges::find(known, status) == std::end(known)) {
            query.complain("status: Not one of the allowed values");
        }
    }
    return filter;
}

std::vector<const Deal*> matching(const World& world, const DealFilter& filter)
{
    std::vector<const Deal*> deals;
    for (const auto& [id, deal] : world.deals) {
        const bool has_status = filter.statuses.empty() || filter.wants(name(deal.status));
        if (has_status && filter.matches(deal)) {
            deals.push_back(&deal);
        }
    }
    for (const auto& [id, deal] : world.deleted_deals) {
        if (filter.wants("deleted") && filter.matches(deal)) {
            deals.push_back(&deal);
        }
    }
    return deals;
}

Response list(const Call& call, bool archived)
{
    Query query(call.request);
    const RecordQuery wanted = record_query(query, deal_includable);
    const DealFilter filter = read_filter(query, archived);
    const PageRequest page = page_request(
        query, call.request, query.choice("sort_by", {"id", "update_time", "add_time"}));
    refuse_filter(query);
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const World& world = call.context.world;
    return answer_page(matching(world, filter), page, [&](const Deal& deal) {
        return record_json(world, deal, wanted);
    });
}

void write_stage(Body& body, const Call& call, Deal& deal)
{
    const World& world = call.context.world;
    RecordId pipeline = only_pipeline_id;
    RecordId stage = deal.stage_id == 0 ? world.stages.front().id : deal.stage_id;
    body.integer("pipeline_id", pipeline);
    body.integer("stage_id", stage);
    if (pipeline != only_pipeline_id) {
        body.complain("pipeline_id: Not found");
    } else if (world.stage(stage) == nullptr) {
        body.complain("stage_id: Not found");
    } else if (stage != deal.stage_id) {
        deal.stage_change_time = deal.stage_id == 0 ? std::nullopt : std::optional(call.now());
        deal.stage_id = stage;
    }
}

void write_status(Body& body, const Call& call, Deal& deal)
{
    auto status = static_cast<std::size_t>(deal.status);
    body.choice("status", {"open", "won", "lost"}, status);
    if (const auto wanted = static_cast<DealStatus>(status); wanted != deal.status) {
        deal.status = wanted;
        deal.close_time =
            wanted == DealStatus::open ? std::nullopt : std::optional<Time>(call.now());
        deal.lost_reason.clear();
    }
    auto only_when = [&](std::string_view member, bool allowed) {
        if (const Json* given = body.find(member); given && !given->is_null() && !allowed) {
            body.complain(std::string(member) + ": Does not fit the status of the deal");
        }
        return allowed;
    };
    auto read_close_time = [&](std::string_view member, bool allowed) {
        if (std::optional<Time> time = deal.close_time; only_when(member, allowed)) {
            body.time(member, time);
            deal.close_time = time ? time : deal.close_time;
        }
    };
    read_close_time("close_time", deal.status != DealStatus::open);
    read_close_time("won_time", deal.status == DealStatus::won);
    read_close_time("lost_time", deal.status == DealStatus::lost);
    if (std::optional<std::string> reason = deal.lost_reason;
        only_when("lost_reason", deal.status == DealStatus::lost)) {
        body.text("lost_reason", reason);
        deal.lost_reason = reason.value_or("");
    }
}

void write_value(Body& body, const World& world, Deal& deal)
{
    constexpr std::int64_t certain = 100;
    body.number("value", deal.plain_value);
    if (deal.currency.empty()) {
        deal.currency = world.company.default_currency;
    }
    body.text("currency", deal.currency);
    if (world.currency(deal.currency) == nullptr) {
        body.complain("currency: Unknown currency");
    }
    body.number("probability", deal.probability);
    if (deal.probability &&
        (deal.probability->is_negative() || *deal.probability > Decimal(certain))) {
        body.complain("probability: Must be between 0 and 100");
    }
}

void write_archive(Body& body, const Call& call, Deal& deal)
{
    const bool was_archived = deal.is_archived;
    body.boolean("is_archived", deal.is_archived);
    if (deal.is_archived != was_archived) {
        deal.archive_time = deal.is_archived ? std::optional(call.now()) : std::nullopt;
    }
    if (body.has("archive_time")) {
        body.time("archive_time", deal.archive_time);
        if (deal.archive_time && !deal.is_archived) {
            body.complain("archive_time: The deal is not archived");
        }
    }
}

} // namespace

void write(Body& body, const Call& call, Deal& deal)
{
    const World& world = call.context.world;
    if (deal.id == 0) {
        deal.creator_user_id = call.session.user_id;
        deal.origin = "API"; // unconfirmed
    }
    body.title("title", deal.title);
    body.user("owner_id", world, deal.owner_id);
    body.reference("person_id", world.persons, deal.person_id);
    body.reference("org_id", world.organizations, deal.org_id);
    write_stage(body, call, deal);
    write_value(body, world, deal);
    write_status(body, call, deal);
    write_archive(body, call, deal);
    body.date("expected_close_date", deal.expected_close_date);
    take_visibility(body, deal.visible_to);
    take_labels(body, world, RecordKind::deal, deal.label_ids);
    take_custom_fields(body, world, RecordKind::deal, deal.custom_fields);
}

void take_out(World& world, const Deal& deal)
{
    const RecordId id = deal.id;
    world.deleted_deals.insert(world.deals.extract(id));
}

Json deal_json(const World& world, const Deal& deal)
{
    return record_json(world, deal);
}

Response get_deal(const Call& call)
{
    return get_record<Deal>(call);
}

Response list_deals(const Call& call)
{
    return list(call, false);
}

Response list_archived_deals(const Call& call)
{
    return list(call, true);
}

Response create_deal(const Call& call)
{
    return create_record<Deal>(call);
}

Response update_deal(const Call& call)
{
    World& world = call.context.world;
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    Body body(*json);
    const auto id = parse_integer(call.id);
    const bool was_deleted = id && world.deleted_deals.contains(*id);
    bool deleted = was_deleted;
    body.boolean("is_deleted", deleted);
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    if (deleted && !was_deleted && record_of<Deal>(call) != nullptr) {
        delete_record<Deal>(call);
        return answer::single(record_json(world, world.deleted_deals.at(*id)));
    }
    if (!was_deleted || deleted) {
        return update_record<Deal>(call);
    }
    world.deals.insert(world.deleted_deals.extract(*id));
    Response answer = update_record<Deal>(call);
    if (answer.status >= 400) {
        world.deleted_deals.insert(world.deals.extract(*id)); // a refused update changes nothing
    }
    return answer;
}

Response delete_deal(const Call& call)
{
    return delete_record<Deal>(call);
}

} // namespace emulator::pipedrive
