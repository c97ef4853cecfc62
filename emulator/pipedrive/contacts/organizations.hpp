#pragma once

#include "emulator/pipedrive/api/call.hpp"

namespace emulator::pipedrive {

/// GET /api/v2/organizations
Response list_organizations(const Call& call);
/// GET /api/v2/organizations/{id}
Response get_organization(const Call& call);
/// POST /api/v2/organizations
Response create_organization(const Call& call);
/// PATCH /api/v2/organizations/{id}
Response update_organization(const Call& call);
/// DELETE /api/v2/organizations/{id}
Response delete_organization(const Call& call);

} // namespace emulator::pipedrive
