#pragma once

#include "base/json.hpp"
#include "core/books.hpp"

/// QuickBooks' JSON in our words. Absent means null; unknown members are ignored (facts 2.3, 2.5).
/// Every function fails with `unavailable` where a member that we cannot do without is missing.
namespace billbridge::quickbooks {

/// From `CompanyInfo` and `Preferences`.
Result<BooksCompany> company_of(const BooksId& id, const Json& info, const Json& preferences);

/// `home` is the currency of a company without multicurrency, whose customers name none.
Result<Payer> payer_of(const Json& customer, const Currency& home);
Result<Item> item_of(const Json& item);
Result<Invoice> invoice_of(const Json& invoice, const Currency& home);
/// The answer of change data capture for invoices and customers (facts 5.8).
Result<BooksChanges> changes_of(const Json& answer, const Currency& home);

} // namespace billbridge::quickbooks
