#pragma once

#include "emulator/kit/router.hpp"
#include "emulator/quickbooks/context.hpp"

namespace emulator::quickbooks {

namespace net = billbridge::net;

/// Adds the routes of the accounting API below /v3/company/{realm}; `context` must outlive
/// `router`.
void add_api(kit::Router& router, Context& context);

/// Whether the vendor charges for a call where it succeeds: by its route, and for a batch by what
/// it asks.
bool is_charged(kit::Metering of_route, const net::Request& request);

} // namespace emulator::quickbooks
