#pragma once

#include "emulator/pipedrive/api/call.hpp"

/// The definitions of the fields of deals, persons, organizations and products.
namespace emulator::pipedrive {

/// GET /api/v2/dealFields
template <RecordKind kind>
Response list_fields(const Call& call);
/// GET /api/v2/dealFields/{id}, where the id is a field code
template <RecordKind kind>
Response get_field(const Call& call);
/// POST /api/v2/dealFields
template <RecordKind kind>
Response create_field(const Call& call);
/// PATCH /api/v2/dealFields/{id}; only custom fields can be changed
template <RecordKind kind>
Response update_field(const Call& call);
/// DELETE /api/v2/dealFields/{id}; the values go with the field
template <RecordKind kind>
Response delete_field(const Call& call);
/// POST /api/v2/dealFields/{id}/options: all or none
template <RecordKind kind>
Response add_options(const Call& call);
/// PATCH /api/v2/dealFields/{id}/options: all or none
template <RecordKind kind>
Response rename_options(const Call& call);
/// DELETE /api/v2/dealFields/{id}/options: all or none
template <RecordKind kind>
Response delete_options(const Call& call);

/// GET /v1/dealFields
template <RecordKind kind>
Response list_fields_v1(const Call& call);

} // namespace emulator::pipedrive
