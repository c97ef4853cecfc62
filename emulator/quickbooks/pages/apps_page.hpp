#pragma once

#include "emulator/quickbooks/context.hpp"
#include "net/http.hpp"

/// The apps that a company is connected to.
namespace emulator::quickbooks::pages {

/// GET /app/apps
billbridge::net::Response apps_page(Context& context, const billbridge::net::Request& request);

/// POST /app/apps: ends the connection and sends the person to the app's disconnect page with
/// `realmId`, as the vendor does.
billbridge::net::Response disconnect_app(Context& context, const billbridge::net::Request& request);

} // namespace emulator::quickbooks::pages
