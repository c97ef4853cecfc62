#pragma once

#include "emulator/pipedrive/context.hpp"
#include "net/http.hpp"

#include <string>

/// What the buttons of the web pages do. Each answers with a redirect to the page it came from.
namespace emulator::pipedrive {

/// POST /deal/{id}/status with `status` open, won or lost
net::Response set_deal_status(Context& context, const net::Request& request, const std::string& id);

/// POST /settings/marketplace/uninstall: forgets the signed-in user's installation and tells the
/// app by DELETE to its callback address.
net::Response uninstall(Context& context);

} // namespace emulator::pipedrive
