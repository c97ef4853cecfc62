#pragma once

#include "emulator/pipedrive/api/call.hpp"

namespace emulator::pipedrive {

/// POST /v1/notes
Response create_note(const Call& call);
/// GET /v1/notes
Response list_notes(const Call& call);
/// GET /v1/notes/{id}
Response get_note(const Call& call);
/// PUT /v1/notes/{id}
Response update_note(const Call& call);
/// DELETE /v1/notes/{id}
Response delete_note(const Call& call);

/// The note as API v1 answers it to `viewer`.
Json note_json(const World& world, const Note& note, RecordId viewer);

} // namespace emulator::pipedrive
