#pragma once

#include "emulator/pipedrive/api/record_endpoints.hpp"

namespace emulator::pipedrive {

/// The list parameters that persons and organizations have alike.
struct ContactFilter {
    std::vector<std::int64_t> ids;
    std::optional<std::int64_t> owner_id;
    std::optional<Time> updated_since, updated_until;

    template <class Record>
    bool matches(const Record& record) const
    {
        return (ids.empty() || std::ranges::find(ids, record.id) != ids.end()) &&
               (!owner_id || record.owner_id == *owner_id) &&
               (!updated_since || record.update_time >= *updated_since) &&
               (!updated_until || record.update_time < *updated_until);
    }
};

/// Reads them.
inline ContactFilter contact_filter(Query& query)
{
    constexpr std::size_t ids_max = 100; // "up to 100" ids
    return {.ids = query.integers("ids", ids_max),
            .owner_id = query.integer("owner_id"),
            .updated_since = query.time("updated_since"),
            .updated_until = query.time("updated_until")};
}

/// GET of the list of persons or organizations; `more` is a filter of its own.
template <class Record, class More>
Response list_contacts(const Call& call, Query& query, More more)
{
    const RecordQuery wanted = record_query(query, RecordTraits<Record>::includable());
    const ContactFilter filter = contact_filter(query);
    const PageRequest page = page_request(
        query, call.request, query.choice("sort_by", {"id", "update_time", "add_time"}));
    refuse_filter(query);
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    std::vector<const Record*> found;
    for (const auto& [id, record] : records_of<Record>(call)) {
        if (filter.matches(record) && more(record)) {
            found.push_back(&record);
        }
    }
    return answer_page(found, page, [&](const Record& record) {
        return record_json(call.context.world, record, wanted);
    });
}

} // namespace emulator::pipedrive
