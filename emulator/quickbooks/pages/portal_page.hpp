#pragma once

#include "emulator/quickbooks/context.hpp"
#include "net/http.hpp"

/// What a company's customer sees behind an invoice's payment link.
namespace emulator::quickbooks::pages {

/// GET /portal/invoice?txnId=&companyId=
billbridge::net::Response portal_page(Context& context, const billbridge::net::Request& request);

/// POST /portal/invoice?txnId=&companyId=: pays what is open.
billbridge::net::Response pay_online(Context& context, const billbridge::net::Request& request);

} // namespace emulator::quickbooks::pages
