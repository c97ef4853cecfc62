#pragma once

#include "emulator/pipedrive/api/record_endpoints.hpp"

/// Who follows deals, persons, organizations and products.
namespace emulator::pipedrive {

/// The follower as API v2 answers it.
Json follower_json(const Follower& follower);

/// GET /api/v2/deals/{id}/followers
template <class Record>
Response list_followers(const Call& call)
{
    Query query(call.request);
    const PageRequest page = page_request(query, call.request, "id");
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const Record* record = record_of<Record>(call);
    if (record == nullptr) {
        return answer::not_found();
    }
    std::vector<SortKey> keys;
    for (const Follower& follower : record->followers) {
        keys.push_back({follower.user_id, follower.user_id});
    }
    Json items = Json::array();
    Page found = page_of(keys, page);
    for (const std::size_t position : found.positions) {
        items.push_back(follower_json(record->followers[position]));
    }
    return answer::page_v2(std::move(items), std::move(found.next_cursor));
}

/// POST /api/v2/deals/{id}/followers; 400 where the user follows already
template <class Record>
Response add_follower(const Call& call)
{
    Record* record = record_of<Record>(call);
    if (record == nullptr) {
        return answer::not_found();
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    Follower follower{.add_time = call.now()};
    Body body(*json);
    body.require({"user_id"});
    body.user("user_id", call.context.world, follower.user_id);
    if (contains(record->followers, follower.user_id, &Follower::user_id)) {
        body.complain("user_id: The user is following already");
    }
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    record->followers.push_back(follower);
    return answer::single(follower_json(follower), 201);
}

/// DELETE /api/v2/deals/{id}/followers/{sub}
template <class Record>
Response delete_follower(const Call& call)
{
    Record* record = record_of<Record>(call);
    const auto user_id = parse_integer(call.sub_id);
    if (record == nullptr || !user_id ||
        std::erase_if(record->followers, [&](const Follower& follower) {
            return follower.user_id == *user_id;
        }) == 0) {
        return answer::not_found();
    }
    return answer::single(Json::Object{{"user_id", *user_id}});
}

} // namespace emulator::pipedrive
