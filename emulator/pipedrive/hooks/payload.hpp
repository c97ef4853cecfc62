#pragma once

#include "emulator/pipedrive/records/world.hpp"

namespace emulator::pipedrive {

/// What a webhook of version 2.0 carries beside `meta`: `data` is the record afterwards, `previous`
/// the old values of what a change has changed, or the whole record that was deleted.
struct Payload {
    Json data;
    Json previous;
};

/// Webhooks show records otherwise than API v2 does: `visible_to` is a text, a custom field says of
/// which type it is, activities and products have members with their old names.
Payload payload_of(const World& world, const Change& change);

} // namespace emulator::pipedrive
