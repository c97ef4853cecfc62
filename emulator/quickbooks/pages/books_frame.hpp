#pragma once

#include "emulator/quickbooks/context.hpp"
#include "net/http.hpp"

#include <optional>
#include <string>
#include <string_view>

/// What the web pages of a company's books have in common. `companyId` picks the company; without
/// it, the first one.
namespace emulator::quickbooks::pages {

/// A page inside the company's books.
struct BooksPage {
    std::string title;
    std::string main; ///< HTML
    int status = 200;
};
billbridge::net::Response
render(const Context& context, const Company& company, const BooksPage& page);

/// A page that says what is not there, 404.
billbridge::net::Response
not_there(const Context& context, const Company& company, std::string_view what);

/// The company that the request is about; the first one where it names none that exists.
Company& company_of(Context& context, const billbridge::net::Request& request);

/// The address of a page of that company, `path?name=id`; without a name, of the whole list.
std::string address(const Company& company,
                    std::string_view path,
                    std::string_view name = {},
                    std::string_view id = {});

/// A link to such a page, with its text.
std::string link(const Company& company,
                 std::string_view path,
                 std::string_view name,
                 std::string_view id,
                 std::string_view text);

/// What went wrong, in the way of the page; nothing where nothing did.
std::string problem_html(std::string_view problem);

/// The refusal of the books in words for a person.
std::string words_of(const Fault& fault);

/// "1,234.50 USD"
std::string amount_text(const Json& amount, std::string_view currency);

/// The lines of an address, as HTML.
std::string address_html(const Json& address);

/// A table with a heading for each column; a heading that begins with `#` is of numbers. `rows` are
/// HTML.
std::string table_html(std::initializer_list<std::string_view> headings, const std::string& rows);

/// How many rows a page of a list shows.
inline constexpr std::size_t page_size = 50;

/// The links to the pages before and after; nothing where all fit on one.
std::string pager_html(const std::string& list_address, std::size_t page, std::size_t count);

/// The page number of the request, 1 for anything that is none.
std::size_t page_number(const billbridge::net::Request& request);

} // namespace emulator::quickbooks::pages
