#pragma once

#include "emulator/pipedrive/api/call.hpp"

namespace emulator::pipedrive {

/// GET /api/v2/persons
Response list_persons(const Call& call);
/// GET /api/v2/persons/{id}
Response get_person(const Call& call);
/// POST /api/v2/persons
Response create_person(const Call& call);
/// PATCH /api/v2/persons/{id}
Response update_person(const Call& call);
/// DELETE /api/v2/persons/{id}
Response delete_person(const Call& call);

} // namespace emulator::pipedrive
