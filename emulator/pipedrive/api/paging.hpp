#pragma once

#include "emulator/pipedrive/api/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace emulator::pipedrive {

/// What one record of a list is sorted by; `id` decides between equal keys.
struct SortKey {
    std::int64_t key = 0;
    std::int64_t id = 0;
    std::string text = {}; ///< where the order is one of names; comes before `key`

    friend bool operator<(const SortKey& a, const SortKey& b)
    {
        return std::tie(a.text, a.key, a.id) < std::tie(b.text, b.key, b.id);
    }
};

/// Which part of a list of API v2 is wanted.
struct PageRequest {
    std::string sort_by;
    bool descending = false;
    std::size_t limit = 0;
    std::optional<SortKey> after; ///< the last record of the page before
};

/// Reads `limit`, `cursor`, `sort_by` and `sort_direction`; complains to `query` of a limit outside
/// 1 to 500 and of a cursor that was not issued for this order.
PageRequest page_request(Query& query, const net::Request& request, std::string sort_by);

/// Which part of a list of API v1 is wanted; a limit outside 1 to 500 counts as the nearest.
struct PageV1 {
    std::int64_t start = 0;
    std::int64_t limit = 0;
};
PageV1 page_v1_request(const net::Request& request);

/// One page: positions in the list that was given, in order, and the cursor of the next page or
/// null.
struct Page {
    std::vector<std::size_t> positions;
    Json next_cursor;
};

Page page_of(const std::vector<SortKey>& keys, const PageRequest& request);

} // namespace emulator::pipedrive
