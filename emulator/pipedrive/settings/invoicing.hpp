#pragma once

#include "emulator/pipedrive/api/call.hpp"

namespace emulator::pipedrive {

/// POST /api/v1/invoice/user/provider: an app with the invoicing extension says by which `linkId`
/// its server knows this user's connection, and gets the page to send the person to. The vendor's
/// own page of preferences is not played: it is the app's settings page here.
Response register_provider(const Call& call);

} // namespace emulator::pipedrive
