#pragma once

#include "emulator/quickbooks/context.hpp"
#include "net/http.hpp"

/// One customer with its invoices.
namespace emulator::quickbooks::pages {

/// GET /app/customerdetail?nameId=
billbridge::net::Response customer_page(Context& context, const billbridge::net::Request& request);

/// POST /app/customerdetail?nameId=: name, e-mail and whether it is active.
billbridge::net::Response save_customer(Context& context, const billbridge::net::Request& request);

} // namespace emulator::quickbooks::pages
