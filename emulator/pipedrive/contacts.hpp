#pragma once

#include "emulator/pipedrive/call.hpp"

namespace emulator::pipedrive {

/// GET /api/v2/persons/{id}
Response get_person(const Call& call);
/// GET /api/v2/organizations/{id}
Response get_organization(const Call& call);

} // namespace emulator::pipedrive
