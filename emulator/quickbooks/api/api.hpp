#pragma once

#include "emulator/kit/router.hpp"
#include "emulator/quickbooks/context.hpp"

namespace emulator::quickbooks {

/// Adds the routes of the accounting API below /v3/company/{realm}; `context` must outlive
/// `router`.
void add_api(kit::Router& router, Context& context);

} // namespace emulator::quickbooks
