#include "emulator/quickbooks/pages/list_pages.hpp"

#include "emulator/kit/html.hpp"
#include "emulator/quickbooks/books/text.hpp"
#include "emulator/quickbooks/lists/customer.hpp"
#include "emulator/quickbooks/pages/books_frame.hpp"
#include "emulator/quickbooks/sales/invoice_state.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <ranges>
#include <set>

namespace emulator::quickbooks::pages {

namespace html = kit::html;
using billbridge::net::Request;
using billbridge::net::Response;

namespace {

using Records = std::vector<const Record*>;

/// All of a table, newest first, that pass.
template <class Passes>
Records newest_first(const Table& table, Passes passes)
{
    Records records;
    for (const Record& record : table.records() | std::views::reverse) {
        if (passes(record)) {
            records.push_back(&record);
        }
    }
    return records;
}

Records all_of(const Table& table)
{
    return newest_first(table, [](const Record&) { return true; });
}

/// The part of a list that a page shows.
Records page_of(const Records& all, std::size_t page)
{
    const std::size_t first = std::min((page - 1) * page_size, all.size());
    const auto last = std::min(first + page_size, all.size());
    return {all.begin() + static_cast<std::ptrdiff_t>(first),
            all.begin() + static_cast<std::ptrdiff_t>(last)};
}

std::string encoded(std::string_view text)
{
    return billbridge::net::encode_query({{"q", std::string(text)}});
}

/// Customers whose name holds the text.
std::set<std::string> customers_named(const Company& company, std::string_view text)
{
    std::set<std::string> ids;
    for (const Record& record : company.table("Customer").records()) {
        const Json customer = record.json();
        if (is_like(customer["DisplayName"].string_or(), "%" + std::string(text) + "%")) {
            ids.insert(record.id());
        }
    }
    return ids;
}

Records found_invoices(const Company& company, const Request& request, Date today)
{
    const std::string text(request.parameter("q"));
    const std::string state(request.parameter("status"));
    const auto customers = text.empty() ? std::set<std::string>() : customers_named(company, text);
    return newest_first(company.table("Invoice"), [&](const Record& record) {
        if (text.empty() && state.empty()) {
            return true;
        }
        const Json invoice = record.json();
        const bool is_named = text.empty() ||
                              customers.contains(referred(invoice, "CustomerRef")) ||
                              is_like(invoice["DocNumber"].string_or(), "%" + text + "%");
        return is_named && (state.empty() || name_of(invoice_state(invoice, today)) == state);
    });
}

std::string state_options(std::string_view chosen)
{
    std::string options = R"(<option value="">All</option>)";
    for (const InvoiceState state : invoice_states) {
        const std::string_view name = name_of(state);
        options += html::fill(R"(<option{{&selected}}>{{name}}</option>)",
                              {{"selected", name == chosen ? " selected" : ""}, {"name", name}});
    }
    return options;
}

constexpr std::string_view invoice_filter = R"(<form class="filter" method="get">
<input type="hidden" name="companyId" value="{{realm}}">
<label>Number or customer<input type="text" name="q" value="{{text}}"></label>
<label>Status<select name="status">{{&states}}</select></label>
<button>Filter</button></form>)";

constexpr std::string_view customer_filter = R"(<form class="filter" method="get">
<input type="hidden" name="companyId" value="{{realm}}">
<label>Name<input type="text" name="q" value="{{text}}"></label><button>Filter</button></form>)";

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() ? "" : ", ") + part;
    }
    return text;
}

std::string nothing(std::string_view what)
{
    return html::fill(R"(<p class="empty">{{what}}</p>)", {{"what", what}});
}

} // namespace

std::string
invoice_table(const Company& company, const Records& invoices, Date today, std::string_view empty)
{
    std::string rows;
    for (const Record* record : invoices) {
        const Json invoice = record->json();
        const Json& payer = invoice["CustomerRef"];
        const std::string currency = referred(invoice, "CurrencyRef");
        const std::string number = invoice["DocNumber"].string_or("(no number)");
        rows += html::fill(
            R"(<tr><td>{{&number}}</td><td>{{&customer}}</td><td class="date">{{date}}</td>
<td class="date">{{due}}</td><td>{{state}}</td><td class="number">{{total}}</td>
<td class="number">{{balance}}</td></tr>)",
            {{"number", link(company, "/app/invoice", "txnId", record->id(), number)},
             {"customer",
              link(company,
                   "/app/customerdetail",
                   "nameId",
                   text_of(payer["value"]),
                   payer["name"].string_or())},
             {"date", invoice["TxnDate"].string_or()},
             {"due", invoice["DueDate"].string_or()},
             {"state", name_of(invoice_state(invoice, today))},
             {"total", amount_text(invoice["TotalAmt"], currency)},
             {"balance", amount_text(invoice["Balance"], currency)}});
    }
    return rows.empty()
               ? nothing(empty)
               : table_html({"No.", "Customer", "Date", "Due", "Status", "#Total", "#Balance"},
                            rows);
}

Records invoices_of(const Company& company, const std::string& customer)
{
    const auto wanted = comparable(customer, ValueKind::reference);
    constexpr std::size_t customer_place = 4; // among the properties of an invoice
    return newest_first(company.table("Invoice"), [&](const Record& record) {
        return record.value(customer_place) == *wanted;
    });
}

Response invoices_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const Date today = server_day(context.now());
    const Records found = found_invoices(company, request, today);
    const std::size_t page = page_number(request);
    const std::string text(request.parameter("q"));
    const std::string state(request.parameter("status"));
    const std::string filter =
        html::fill(invoice_filter,
                   {{"realm", company.realm}, {"text", text}, {"states", state_options(state)}});
    const std::string_view empty = text.empty() && state.empty() ? "There are no invoices yet."
                                                                 : "No invoice fits the filter.";
    const std::string list = address(company, "/app/invoices") + "&" +
                             billbridge::net::encode_query({{"q", text}, {"status", state}});
    return render(context,
                  company,
                  {.title = "Invoices",
                   .main = "<h1>Invoices</h1>" + filter +
                           invoice_table(company, page_of(found, page), today, empty) +
                           pager_html(list, page, found.size())});
}

Response payments_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const Records all = all_of(company.table("Payment"));
    const std::size_t page = page_number(request);
    std::string rows;
    for (const Record* record : page_of(all, page)) {
        const Json payment = record->json();
        const std::string currency = referred(payment, "CurrencyRef");
        rows += html::fill(
            R"(<tr><td>{{&id}}</td><td class="date">{{date}}</td><td>{{customer}}</td>
<td>{{number}}</td><td class="number">{{total}}</td><td class="number">{{rest}}</td></tr>)",
            {{"id", link(company, "/app/recvpayment", "txnId", record->id(), record->id())},
             {"date", payment["TxnDate"].string_or()},
             {"customer", payment["CustomerRef"]["name"].string_or()},
             {"number", payment["PaymentRefNum"].string_or("-")},
             {"total", amount_text(payment["TotalAmt"], currency)},
             {"rest", amount_text(payment["UnappliedAmt"], currency)}});
    }
    const std::string table =
        rows.empty()
            ? nothing("No payment has been received yet.")
            : table_html({"Id", "Date", "Customer", "Reference", "#Amount", "#Not applied"}, rows);
    return render(context,
                  company,
                  {.title = "Payments",
                   .main = "<h1>Payments</h1>" + table +
                           pager_html(address(company, "/app/payments"), page, all.size())});
}

Response customers_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const std::string text(request.parameter("q"));
    const auto named = customers_named(company, text);
    const Records found = newest_first(company.table("Customer"), [&](const Record& record) {
        return named.contains(record.id());
    });
    const std::size_t page = page_number(request);
    std::string rows;
    for (const Record* record : page_of(found, page)) {
        const Json customer = record->json();
        rows += html::fill(
            R"(<tr><td>{{&name}}</td><td>{{email}}</td><td class="number">{{balance}}</td></tr>)",
            {{"name",
              link(company,
                   "/app/customerdetail",
                   "nameId",
                   record->id(),
                   customer["FullyQualifiedName"].string_or())},
             {"email", customer["PrimaryEmailAddr"]["Address"].string_or("-")},
             {"balance", amount_text(customer["Balance"], currency_of(company, customer))}});
    }
    const std::string table = rows.empty() ? nothing("There is no such customer.")
                                           : table_html({"Name", "E-mail", "#Balance"}, rows);
    const std::string list = address(company, "/app/customers") + "&" + encoded(text);
    return render(context,
                  company,
                  {.title = "Customers",
                   .main = "<h1>Customers</h1>" +
                           html::fill(customer_filter, {{"realm", company.realm}, {"text", text}}) +
                           table + pager_html(list, page, found.size())});
}

Response items_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const Records all = all_of(company.table("Item"));
    const std::size_t page = page_number(request);
    std::string rows;
    for (const Record* record : page_of(all, page)) {
        const Json item = record->json();
        const bool has_price = !item["UnitPrice"].is_null();
        rows += html::fill(
            R"(<tr><td>{{name}}</td><td>{{type}}</td><td>{{account}}</td><td>{{taxable}}</td>
<td class="number">{{price}}</td></tr>)",
            {{"name", item["FullyQualifiedName"].string_or(item["Name"].string_or())},
             {"type", item["Type"].string_or()},
             {"account", item["IncomeAccountRef"]["name"].string_or("-")},
             {"taxable", item["Taxable"].bool_or(false) ? "Taxable" : ""},
             {"price", has_price ? amount_text(item["UnitPrice"], company.home_currency()) : "-"}});
    }
    const std::string table =
        rows.empty() ? nothing("There are no products or services.")
                     : table_html({"Name", "Type", "Income account", "Tax", "#Price"}, rows);
    return render(context,
                  company,
                  {.title = "Products and services",
                   .main = "<h1>Products and services</h1>" + table +
                           pager_html(address(company, "/app/items"), page, all.size())});
}

Response emails_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    std::string rows;
    for (const SentEmail& email : company.sent_emails | std::views::reverse) {
        const std::string to = joined(email.to);
        const std::string copies = joined(email.cc);
        rows += html::fill(
            R"(<tr><td class="date">{{time}}</td><td>{{to}}</td><td>{{copies}}</td>
<td>{{subject}}<br><span class="soft">{{message}}</span></td><td>{{number}}</td></tr>)",
            {{"time", stamp(email.time)},
             {"to", to},
             {"copies", copies.empty() ? "-" : copies},
             {"subject", email.subject},
             {"message", email.message},
             {"number", email.entity + " " + email.number}});
    }
    const std::string table =
        rows.empty() ? nothing("Nothing has been sent. The emulator keeps what would be sent here; "
                               "nobody gets an e-mail.")
                     : table_html({"Sent", "To", "Copies", "E-mail", "Document"}, rows);
    return render(
        context, company, {.title = "Sent e-mails", .main = "<h1>Sent e-mails</h1>" + table});
}

} // namespace emulator::quickbooks::pages
