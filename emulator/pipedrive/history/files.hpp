#pragma once

#include "emulator/pipedrive/api/call.hpp"

namespace emulator::pipedrive {

/// POST /v1/files, a form with the part `file` and the id of at least one record
Response upload_file(const Call& call);
/// GET /v1/files
Response list_files(const Call& call);
/// GET /v1/files/{id}
Response get_file(const Call& call);
/// GET /v1/files/{id}/download
Response download_file(const Call& call);
/// PUT /v1/files/{id}
Response update_file(const Call& call);
/// DELETE /v1/files/{id}
Response delete_file(const Call& call);
/// GET /v1/deals/{id}/files
Response list_deal_files(const Call& call);
/// GET /v1/persons/{id}/files
Response list_person_files(const Call& call);
/// GET /v1/organizations/{id}/files
Response list_organization_files(const Call& call);

} // namespace emulator::pipedrive
