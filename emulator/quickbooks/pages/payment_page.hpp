#pragma once

#include "emulator/quickbooks/context.hpp"
#include "net/http.hpp"

/// One payment, and what a bookkeeper does with it.
namespace emulator::quickbooks::pages {

/// GET /app/recvpayment?txnId=
billbridge::net::Response payment_page(Context& context, const billbridge::net::Request& request);

/// POST /app/recvpayment?txnId=: what the form's `action` says, `void`, `delete` or `deposit`.
billbridge::net::Response change_payment(Context& context, const billbridge::net::Request& request);

} // namespace emulator::quickbooks::pages
