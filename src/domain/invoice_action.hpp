#pragma once

#include "base/result.hpp"
#include "domain/invoice.hpp"

#include <string_view>
#include <vector>

namespace billbridge {

/// What a person does to an invoice without opening the books.
enum class InvoiceAction { void_invoice, delete_invoice, send_invoice };

/// `void`, `delete`, `send`.
std::string_view name(InvoiceAction action);
/// Fails with `invalid` on any other word.
Result<InvoiceAction> parse_invoice_action(std::string_view text);

/// What the state of an invoice allows, in the order of a menu.
///
/// Voiding and deleting are for invoices that nothing was paid on: with payments, QuickBooks
/// refuses to delete and voiding would leave the money without an invoice, which is the
/// bookkeeper's to decide (facts 5.2, 5.3).
std::vector<InvoiceAction> allowed_actions(const Invoice& invoice);

} // namespace billbridge
