#pragma once

#include "domain/books_lists.hpp"
#include "domain/invoice_settings.hpp"

namespace billbridge {

/// Every field that the settings name exists in the CRM. Fails with `invalid`; `field` is the
/// setting's path (`to.fallback`).
Result<void> check_fields(const InvoiceSettings& settings, const std::vector<CrmField>& fields);

/// Whether the settings name a term, a tax code or an account of the books, or a treatment that
/// only some books know: what `check_choices` looks at.
bool has_books_choices(const InvoiceSettings& settings);

/// What the settings choose from the books is there and active. Fails with `invalid`; `field` is
/// `term`, `tax_treatment`, `tax_code` or `income_account`.
Result<void> check_choices(const InvoiceSettings& settings, const BooksLists& lists);

} // namespace billbridge
