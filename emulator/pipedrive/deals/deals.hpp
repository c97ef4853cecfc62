#pragma once

#include "emulator/pipedrive/api/call.hpp"

namespace emulator::pipedrive {

/// GET /api/v2/deals/{id}
Response get_deal(const Call& call);
/// GET /api/v2/deals: those that are not archived
Response list_deals(const Call& call);
/// GET /api/v2/deals/archived
Response list_archived_deals(const Call& call);
/// POST /api/v2/deals
Response create_deal(const Call& call);
/// PATCH /api/v2/deals/{id}; `is_deleted` deletes, or brings back what was deleted
Response update_deal(const Call& call);
/// DELETE /api/v2/deals/{id}
Response delete_deal(const Call& call);

/// `open`, `won` or `lost`.
std::string_view name(DealStatus status);

/// The deal as API v2 answers it to a caller without wishes.
Json deal_json(const World& world, const Deal& deal);

} // namespace emulator::pipedrive
