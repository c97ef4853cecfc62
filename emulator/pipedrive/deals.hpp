#pragma once

#include "emulator/pipedrive/call.hpp"

namespace emulator::pipedrive {

/// GET /api/v2/deals/{id}
Response get_deal(const Call& call);
/// GET /api/v2/deals
Response list_deals(const Call& call);
/// GET /api/v2/deals/{id}/products
Response list_deal_products(const Call& call);

/// `open`, `won` or `lost`.
std::string_view name(DealStatus status);

/// The deal as API v2 answers it to a caller without wishes.
Json deal_json(const World& world, const Deal& deal);

} // namespace emulator::pipedrive
