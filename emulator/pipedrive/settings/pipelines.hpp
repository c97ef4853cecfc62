#pragma once

#include "emulator/pipedrive/api/call.hpp"

namespace emulator::pipedrive {

/// GET /api/v2/pipelines
Response list_pipelines(const Call& call);
/// GET /api/v2/pipelines/{id}
Response get_pipeline(const Call& call);
/// GET /api/v2/stages
Response list_stages(const Call& call);
/// GET /api/v2/stages/{id}
Response get_stage(const Call& call);

} // namespace emulator::pipedrive
