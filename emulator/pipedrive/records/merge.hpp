#pragma once

#include "emulator/pipedrive/api/call.hpp"

/// Merging: the record of the path goes into the one of `merge_with_id`, whose own data wins.
namespace emulator::pipedrive {

/// PUT /v1/deals/{id}/merge
Response merge_deal(const Call& call);
/// PUT /v1/persons/{id}/merge
Response merge_person(const Call& call);
/// PUT /v1/organizations/{id}/merge
Response merge_organization(const Call& call);
/// POST /v1/deals/{id}/duplicate
Response duplicate_deal(const Call& call);

} // namespace emulator::pipedrive
