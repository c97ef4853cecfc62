#pragma once

#include "emulator/pipedrive/api/call.hpp"

namespace emulator::pipedrive {

/// GET /v1/users/me
Response get_current_user(const Call& call);
/// GET /v1/users
Response list_users(const Call& call);
/// GET /v1/users/{id}
Response get_user(const Call& call);
/// GET /v1/users/find
Response find_users(const Call& call);
/// GET /v1/userSettings
Response get_user_settings(const Call& call);
/// GET /v1/currencies
Response list_currencies(const Call& call);

} // namespace emulator::pipedrive
