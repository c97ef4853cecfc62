#pragma once

#include "emulator/quickbooks/context.hpp"
#include "net/http.hpp"

/// One invoice, and what a bookkeeper does with it.
namespace emulator::quickbooks::pages {

/// GET /app/invoice?txnId=
billbridge::net::Response invoice_page(Context& context, const billbridge::net::Request& request);

/// POST /app/invoice?txnId=: what the form's `action` says, `receive` (an amount), `send` (an
/// address), `void` or `delete`. Leads back to the invoice, or says on the page why not.
billbridge::net::Response change_invoice(Context& context, const billbridge::net::Request& request);

/// GET /app/invoice/confirm?txnId=&action=: asks before an invoice is voided or deleted.
billbridge::net::Response confirm_change(Context& context, const billbridge::net::Request& request);

/// GET and POST /app/invoice/edit?txnId=: dates, texts, address and lines.
billbridge::net::Response edit_page(Context& context, const billbridge::net::Request& request);
billbridge::net::Response save_edit(Context& context, const billbridge::net::Request& request);

} // namespace emulator::quickbooks::pages
