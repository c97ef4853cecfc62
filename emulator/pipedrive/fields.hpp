#pragma once

#include "emulator/pipedrive/call.hpp"

namespace emulator::pipedrive {

/// GET /api/v2/dealFields
Response list_deal_fields(const Call& call);
/// GET /api/v2/personFields
Response list_person_fields(const Call& call);
/// GET /api/v2/organizationFields
Response list_organization_fields(const Call& call);
/// GET /api/v2/dealFields/{id}, where the id is a field code
Response get_deal_field(const Call& call);
/// GET /api/v2/personFields/{id}
Response get_person_field(const Call& call);
/// GET /api/v2/organizationFields/{id}
Response get_organization_field(const Call& call);

} // namespace emulator::pipedrive
