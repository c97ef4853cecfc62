#pragma once

#include "emulator/pipedrive/api/call.hpp"

namespace emulator::pipedrive {

/// GET /api/v2/activities
Response list_activities(const Call& call);
/// GET /api/v2/activities/{id}
Response get_activity(const Call& call);
/// POST /api/v2/activities
Response create_activity(const Call& call);
/// PATCH /api/v2/activities/{id}
Response update_activity(const Call& call);
/// DELETE /api/v2/activities/{id}
Response delete_activity(const Call& call);
/// GET /v1/activityTypes
Response list_activity_types(const Call& call);

} // namespace emulator::pipedrive
