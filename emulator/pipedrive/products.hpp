#pragma once

#include "emulator/pipedrive/call.hpp"

namespace emulator::pipedrive {

/// GET /api/v2/products/{id}
Response get_product(const Call& call);

} // namespace emulator::pipedrive
