#pragma once

#include "emulator/quickbooks/context.hpp"
#include "net/http.hpp"

#include <string>
#include <string_view>

/// The web pages of a company's books. `companyId` picks the company; without it, the first one.
namespace emulator::quickbooks::pages {

/// GET /app/invoices: all invoices, newest first.
billbridge::net::Response invoices_page(Context& context, const billbridge::net::Request& request);

/// GET /app/customerdetail?nameId=
billbridge::net::Response customer_page(Context& context, const billbridge::net::Request& request);

/// A page inside the company's books.
struct BooksPage {
    std::string title;
    std::string main; ///< HTML
    int status = 200;
};
billbridge::net::Response render(const Company& company, const BooksPage& page);

/// A page that says what is not there, 404.
billbridge::net::Response not_there(const Company& company, std::string_view what);

/// The company that the request is about; the first one where it names none that exists.
Company& company_of(Context& context, const billbridge::net::Request& request);

/// "Paid", "Overdue" or the like, from balance and due date, for people.
std::string invoice_status(const Json& invoice, Date today);

/// "1,234.50 USD"
std::string amount_text(const Json& amount, std::string_view currency);

/// A link to the page `path?name=id` of that company, with its text.
std::string link(const Company& company,
                 std::string_view path,
                 std::string_view name,
                 std::string_view id,
                 std::string_view text);

/// The lines of an address, as HTML.
std::string address_html(const Json& address);

} // namespace emulator::quickbooks::pages
