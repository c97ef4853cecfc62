#pragma once

#include "emulator/quickbooks/context.hpp"
#include "net/http.hpp"

namespace emulator::quickbooks::pages {

/// GET /app/invoice?txnId=: the invoice as it would be printed, and a form to receive a payment.
billbridge::net::Response invoice_page(Context& context, const billbridge::net::Request& request);

/// POST /app/invoice?txnId= with a form's `amount`: records the payment and shows the invoice
/// again, with the reason where it was refused.
billbridge::net::Response receive_payment(Context& context,
                                          const billbridge::net::Request& request);

} // namespace emulator::quickbooks::pages
