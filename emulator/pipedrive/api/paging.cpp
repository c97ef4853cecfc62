#include "emulator/pipedrive/api/paging.hpp"

#include "crypto/crypto.hpp"

#include <algorithm>

namespace emulator::pipedrive {

namespace {

constexpr std::int64_t limit_default = 100;
constexpr std::int64_t limit_max = 500;

const char* direction(const PageRequest& request)
{
    return request.descending ? "desc" : "asc";
}

/// The vendor's cursors are base64url of a small JSON text; clients must not look inside.
std::string encode(const PageRequest& request, const SortKey& last)
{
    const Json cursor =
        Json::Object{{"field", request.sort_by},
                     {"fieldValue", last.text.empty() ? Json(last.key) : Json(last.text)},
                     {"sortDirection", direction(request)},
                     {"id", last.id}};
    return billbridge::crypto::base64url(cursor.dump());
}

std::optional<SortKey> decode(std::string_view text, const PageRequest& request)
{
    const auto bytes = billbridge::crypto::from_base64url(text);
    const auto cursor = bytes ? Json::parse(*bytes) : Json();
    if (!cursor || (*cursor)["field"].string_or() != request.sort_by ||
        (*cursor)["sortDirection"].string_or() != direction(request) ||
        (*cursor)["id"].if_number() == nullptr) {
        return std::nullopt;
    }
    const Json& value = (*cursor)["fieldValue"];
    if (value.if_number() == nullptr && value.if_string() == nullptr) {
        return std::nullopt;
    }
    const bool is_text = value.if_string() != nullptr;
    return SortKey{.key = is_text ? 0 : value.int_or(0),
                   .id = (*cursor)["id"].int_or(0),
                   .text = value.string_or()};
}

} // namespace

PageRequest page_request(Query& query, const net::Request& request, std::string sort_by)
{
    const std::int64_t limit = query.integer("limit").value_or(limit_default);
    if (limit < 1 || limit > limit_max) {
        query.complain("limit: Must be between 1 and " + std::to_string(limit_max));
    }
    PageRequest page{.sort_by = std::move(sort_by),
                     .descending = query.choice("sort_direction", {"asc", "desc"}) == "desc",
                     .limit =
                         static_cast<std::size_t>(std::clamp(limit, std::int64_t{1}, limit_max))};
    if (const std::string_view cursor = request.parameter("cursor"); !cursor.empty()) {
        page.after = decode(cursor, page);
        if (!page.after) {
            query.complain("cursor: Invalid value");
        }
    }
    return page;
}

PageV1 page_v1_request(const net::Request& request)
{
    const auto start = parse_integer(request.parameter("start")).value_or(0);
    const auto wanted = parse_integer(request.parameter("limit")).value_or(limit_default);
    return {.start = std::max(start, std::int64_t{0}),
            .limit = std::clamp(wanted, std::int64_t{1}, limit_max)};
}

Page page_of(const std::vector<SortKey>& keys, const PageRequest& request)
{
    auto comes_before = [&](const SortKey& a, const SortKey& b) {
        return request.descending ? b < a : a < b;
    };
    std::vector<std::size_t> rest;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!request.after || comes_before(*request.after, keys[i])) {
            rest.push_back(i);
        }
    }
    auto by_key = [&](std::size_t a, std::size_t b) { return comes_before(keys[a], keys[b]); };
    const std::size_t count = std::min(rest.size(), request.limit);
    const auto last = rest.begin() + static_cast<std::ptrdiff_t>(count);
    // Of a long list one page is wanted: only that one is put in order.
    std::ranges::nth_element(rest, last, by_key);
    std::ranges::sort(rest.begin(), last, by_key);
    Page page{.positions = {rest.begin(), last}};
    if (last != rest.end()) {
        page.next_cursor = encode(request, keys[page.positions.back()]);
    }
    return page;
}

} // namespace emulator::pipedrive
