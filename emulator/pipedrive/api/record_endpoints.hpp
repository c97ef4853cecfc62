#pragma once

#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/paging.hpp"
#include "emulator/pipedrive/records/record_kinds.hpp"

#include <algorithm>
#include <type_traits>

/// The calls of API v2 that deals, persons, organizations and products have alike.
namespace emulator::pipedrive {

/// The record that the path names; none where there is none, or where the id is no number.
template <class Record>
Record* record_of(const Call& call)
{
    const auto id = parse_integer(call.id);
    return id ? find(records_of<Record>(call), *id) : nullptr;
}

/// GET of one record
template <class Record>
Response get_record(const Call& call)
{
    Query query(call.request);
    const RecordQuery wanted = record_query(query, RecordTraits<Record>::includable());
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const Record* record = record_of<Record>(call);
    return record == nullptr ? answer::not_found()
                             : answer::single(record_json(call.context.world, *record, wanted));
}

/// What a record is sorted by.
template <class Record>
SortKey sort_key(const Record& record, std::string_view sort_by)
{
    if constexpr (std::is_same_v<Record, Product>) {
        if (sort_by == "name") {
            return {.id = record.id, .text = record.name};
        }
    }
    if (sort_by == "add_time") {
        return {record.add_time.time_since_epoch().count(), record.id};
    }
    if (sort_by == "update_time") {
        return {record.update_time.time_since_epoch().count(), record.id};
    }
    return {record.id, record.id};
}

/// The part of a list that `page` asks for, each record as `render` makes it.
template <class Record, class Render>
Response
answer_page(const std::vector<const Record*>& records, const PageRequest& page, Render render)
{
    std::vector<SortKey> keys;
    for (const Record* record : records) {
        keys.push_back(sort_key(*record, page.sort_by));
    }
    Json items = Json::array();
    Page found = page_of(keys, page);
    for (const std::size_t position : found.positions) {
        items.push_back(render(*records[position]));
    }
    return answer::page_v2(std::move(items), std::move(found.next_cursor));
}

/// Nobody can make a filter here, so that every id of one is unknown.
inline void refuse_filter(Query& query)
{
    if (query.integer("filter_id")) {
        query.complain("filter_id: Filter not found");
    }
}

/// Stores what a write has made of a record and remembers it.
template <class Record>
Response store(const Call& call, Record& stored, Record changed, Action action, int status)
{
    World& world = call.context.world;
    Json before = action == Action::create ? Json() : record_json(world, stored);
    changed.update_time = call.now();
    stored = std::move(changed);
    Json after = record_json(world, stored);
    remember(call, name(RecordTraits<Record>::kind), stored.id, action, std::move(before), after);
    return answer::single(std::move(after), status);
}

/// POST of one record
template <class Record>
Response create_record(const Call& call)
{
    using Traits = RecordTraits<Record>;
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    World& world = call.context.world;
    Record record{.owner_id = call.session.user_id, .add_time = call.now()};
    Body body(*json);
    body.require({Traits::required});
    write(body, call, record);
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    record.id = world.new_id(name(Traits::kind));
    record.followers = {{record.owner_id, call.now()}};
    Record& stored = records_of<Record>(call)[record.id];
    return store(call, stored, std::move(record), Action::create, Traits::created);
}

/// PATCH of one record
template <class Record>
Response update_record(const Call& call)
{
    Record* record = record_of<Record>(call);
    if (record == nullptr) {
        return answer::not_found();
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    Body body(*json);
    Record changed = *record; // so that a refused update changes nothing
    write(body, call, changed);
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    return store(call, *record, std::move(changed), Action::change, 200);
}

/// DELETE of one record
template <class Record>
Response delete_record(const Call& call)
{
    const Record* record = record_of<Record>(call);
    if (record == nullptr) {
        return answer::not_found();
    }
    World& world = call.context.world;
    const RecordId id = record->id;
    remember(call,
             name(RecordTraits<Record>::kind),
             id,
             Action::remove,
             record_json(world, *record),
             nullptr);
    take_out(world, *record);
    return answer::deleted(id);
}

} // namespace emulator::pipedrive
