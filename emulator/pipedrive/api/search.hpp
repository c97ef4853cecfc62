#pragma once

#include "emulator/pipedrive/api/call.hpp"

namespace emulator::pipedrive {

/// GET /api/v2/deals/search
Response search_deals(const Call& call);
/// GET /api/v2/persons/search
Response search_persons(const Call& call);
/// GET /api/v2/organizations/search
Response search_organizations(const Call& call);
/// GET /api/v2/products/search
Response search_products(const Call& call);

/// Whether `part` stands in `text`; the case of the letters A to Z does not count.
bool contains_ignoring_case(std::string_view text, std::string_view part);

} // namespace emulator::pipedrive
