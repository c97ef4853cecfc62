#pragma once

#include "emulator/kit/router.hpp"
#include "emulator/quickbooks/context.hpp"
#include "net/http.hpp"

/// Webhooks on demand.
namespace emulator::quickbooks::control {

namespace net = billbridge::net;

/// GET /_emulator/webhooks: settings, what waits, what has been delivered.
net::Response
get_webhooks(Context& context, const net::Request& request, const kit::Params& params);

/// POST /_emulator/webhooks `{"url":"..","format":"cloudevents|classic","aggregation_ms":1000,
/// "hold":false,"duplicate":false,"reorder":false,"lose":0}`: sets the members that are there.
net::Response
set_webhooks(Context& context, const net::Request& request, const kit::Params& params);

/// DELETE /_emulator/webhooks: what waits is lost.
net::Response
drop_webhooks(Context& context, const net::Request& request, const kit::Params& params);

/// POST /_emulator/webhooks/deliver: what waits or is held goes out now.
net::Response
deliver_webhooks(Context& context, const net::Request& request, const kit::Params& params);

/// POST /_emulator/webhooks/forge `{"entity":"Invoice","id":"130"}`: an event that somebody else
/// signed.
net::Response
forge_webhook(Context& context, const net::Request& request, const kit::Params& params);

} // namespace emulator::quickbooks::control
