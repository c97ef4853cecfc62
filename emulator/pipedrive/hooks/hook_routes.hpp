#pragma once

#include "emulator/pipedrive/api/call.hpp"

/// The app's subscriptions.
namespace emulator::pipedrive {

/// GET /v1/webhooks: those of the caller.
Response list_hooks(const Call& call);
/// POST /v1/webhooks. Refuses with 400 what is missing or wrong and with 422 one too many.
Response create_hook(const Call& call);
/// DELETE /v1/webhooks/{id}
Response delete_hook(const Call& call);

} // namespace emulator::pipedrive
