#pragma once

#include "emulator/pipedrive/api/call.hpp"

namespace emulator::pipedrive {

/// GET /api/v2/products
Response list_products(const Call& call);
/// GET /api/v2/products/{id}
Response get_product(const Call& call);
/// POST /api/v2/products
Response create_product(const Call& call);
/// PATCH /api/v2/products/{id}
Response update_product(const Call& call);
/// DELETE /api/v2/products/{id}
Response delete_product(const Call& call);
/// POST /api/v2/products/{id}/duplicate
Response duplicate_product(const Call& call);

/// GET /api/v2/products/{id}/variations
Response list_variations(const Call& call);
/// POST /api/v2/products/{id}/variations
Response create_variation(const Call& call);
/// PATCH /api/v2/products/{id}/variations/{sub}
Response update_variation(const Call& call);
/// DELETE /api/v2/products/{id}/variations/{sub}
Response delete_variation(const Call& call);

} // namespace emulator::pipedrive
