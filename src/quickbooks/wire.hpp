#pragma once

#include "base/json.hpp"
#include "domain/books.hpp"
#include "domain/invoice_order.hpp"
#include "domain/new_item.hpp"

#include <string>
#include <vector>

/// The bodies and statements that we send to QuickBooks: pure functions.
namespace billbridge::quickbooks {

/// What marks a record as made by one of our writes: in a customer's notes, an invoice's private
/// note.
std::string marker(const RequestKey& key);
/// What every marker begins with.
constexpr std::string_view app_mark = "Billbridge ";

/// A customer to create. Characters that QuickBooks refuses in names (colon, tab, line break)
/// become spaces; what is longer than its fields is cut.
Json customer_body(const RequestKey& key,
                   const PayerDetails& details,
                   const Currency& currency,
                   const BooksCompany& company);

/// A service to create.
Json item_body(const NewItem& item);

/// What a void or a delete says: which invoice, and in which version it was seen.
Json version_body(const InvoiceId& id, const std::string& version);

/// What of `details` a linked customer does not have yet, as a sparse update of `customer`, which
/// was read just now; null where there is nothing to change. A tax id that ends like the masked one
/// is taken to be the same (facts 3.3).
Json customer_changes(const Json& customer,
                      const PayerDetails& details,
                      const BooksCompany& company);

/// A text inside a query: quoted, with `'` and `\` escaped by a backslash (facts 5.7).
std::string quoted(std::string_view text);

std::string find_payer_named(std::string_view name);
std::string find_invoices_of(const PayerId& payer, Date date, int start);
std::string find_invoices(const std::vector<InvoiceId>& ids);
std::string find_invoice_numbered(std::string_view number);

/// A customer's name as QuickBooks stores it.
std::string display_name(std::string_view name);

/// The most rows of one answer (facts 5.7).
constexpr int page_max = 1000;

} // namespace billbridge::quickbooks
