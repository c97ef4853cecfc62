#pragma once

#include "emulator/quickbooks/context.hpp"
#include "net/http.hpp"

/// The lists of a company's books, newest first, a page at a time.
namespace emulator::quickbooks::pages {

/// GET /app/invoices; `status` and `q` (number or customer) narrow it.
billbridge::net::Response invoices_page(Context& context, const billbridge::net::Request& request);
/// GET /app/payments
billbridge::net::Response payments_page(Context& context, const billbridge::net::Request& request);
/// GET /app/customers; `q` narrows it.
billbridge::net::Response customers_page(Context& context, const billbridge::net::Request& request);
/// GET /app/items
billbridge::net::Response items_page(Context& context, const billbridge::net::Request& request);
/// GET /app/sentemails
billbridge::net::Response emails_page(Context& context, const billbridge::net::Request& request);

/// The table of invoices with their states; `empty` where there are none.
std::string invoice_table(const Company& company,
                          const std::vector<const Record*>& invoices,
                          Date today,
                          std::string_view empty);

/// The invoices of one customer, newest first.
std::vector<const Record*> invoices_of(const Company& company, const std::string& customer);

} // namespace emulator::quickbooks::pages
