#pragma once

#include "core/deal_invoices.hpp"
#include "text/catalogue.hpp"

namespace billbridge::jobs {

/// The deal's note about an invoice, as simple HTML: number, amount, due date, status and a link.
std::string
note_html(const ShownInvoice& invoice, const text::Catalogue& catalogue, text::Language language);

/// A part of that note that no other invoice's note has, for finding it again: its link.
std::string note_marker(const ShownInvoice& invoice);

/// The word for a status.
Message status_text(InvoiceStatus status);

} // namespace billbridge::jobs
