#pragma once

#include "core/caller.hpp"
#include "core/gateways.hpp"

namespace billbridge {

/// Creates an item in the books. The wish and its key are on disk before anything is sent; the same
/// wish again (same key) returns the same item, also where the first answer was lost. An item
/// without an income account gets that of the settings.
///
/// Fails, beside `require_open_connection` and the call's own failures, with
/// - `invalid`   the item is wrong (`check_new_item`), or the key belongs to another wish;
/// - `conflict`  another item has the name; `holder_of` tells which.
Task<Item> create_item(
    Gateways& gateways, Store& store, Clock& clock, Caller caller, RequestKey key, NewItem item);

} // namespace billbridge
