#include "emulator/quickbooks/pages/books_pages.hpp"

#include "emulator/kit/html.hpp"
#include "emulator/quickbooks/pages/invoice_page.hpp"

#include <ranges>

namespace emulator::quickbooks::pages {

namespace html = kit::html;
using billbridge::net::Request;
using billbridge::net::Response;

namespace {

constexpr std::string_view style = R"(
.bar { display: flex; gap: 1.25rem; align-items: baseline; margin-bottom: 1rem; flex-wrap: wrap; }
.bar strong { font-size: 1.05rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: .45rem .6rem; border-bottom: 1px solid var(--line);
  vertical-align: top; }
th { font-size: .8rem; color: var(--soft); font-weight: 600; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr));
  gap: 1.25rem; margin: 1.25rem 0; }
.columns h2, .soft { font-size: .8rem; color: var(--soft); font-weight: 600; margin: 0 0 .2rem; }
.columns p, .columns address { margin: 0; font-style: normal; overflow-wrap: anywhere; }
.head { display: flex; justify-content: space-between; gap: 1rem; align-items: flex-start; }
.head h1 { margin: 0; }
.status { border: 1px solid currentcolor; border-radius: 999px; padding: .1rem .8rem;
  font-size: .85rem; white-space: nowrap; }
.totals { margin: 1rem 0 0 auto; width: min(20rem, 100%); }
.totals tr:last-child { font-weight: 700; }
.date { white-space: nowrap; }
.scroll { overflow-x: auto; }
.receive { display: flex; gap: .75rem; align-items: end; flex-wrap: wrap; margin-top: 1rem; }
.receive label { display: grid; font-size: .85rem; color: var(--soft); }
@media print { .bar, .receive, .emulator-notice, .actions { display: none; } }
)";

constexpr std::string_view frame =
    R"(<nav class="bar" aria-label="Books"><strong>{{company}}</strong>
<a href="/app/invoices?companyId={{realm}}">Invoices</a></nav>
<section class="paper">{{&main}}</section>)";

constexpr std::string_view invoice_row = R"(<tr><td>{{&number}}</td><td>{{&customer}}</td>
<td class="date">{{date}}</td><td class="date">{{due}}</td><td>{{status}}</td><td class="number">{{total}}</td>
<td class="number">{{balance}}</td></tr>)";

std::string invoice_rows(const Company& company, Date today, std::string_view customer)
{
    std::string rows;
    for (const Record& record : company.table("Invoice").records() | std::views::reverse) {
        const Json invoice = record.json();
        const Json& payer = invoice["CustomerRef"];
        if (!customer.empty() && payer["value"].string_or() != customer) {
            continue;
        }
        const std::string currency = referred(invoice, "CurrencyRef");
        const std::string number = invoice["DocNumber"].string_or("(no number)");
        const std::string who = payer["name"].string_or();
        rows += html::fill(
            invoice_row,
            {{"number", link(company, "/app/invoice", "txnId", id_of(invoice), number)},
             {"customer",
              link(company, "/app/customerdetail", "nameId", payer["value"].string_or(), who)},
             {"date", invoice["TxnDate"].string_or()},
             {"due", invoice["DueDate"].string_or()},
             {"status", invoice_status(invoice, today)},
             {"total", amount_text(invoice["TotalAmt"], currency)},
             {"balance", amount_text(invoice["Balance"], currency)}});
    }
    return rows;
}

std::string invoice_table(const Company& company, Date today, std::string_view customer = {})
{
    const std::string rows = invoice_rows(company, today, customer);
    if (rows.empty()) {
        return "<p>There are no invoices yet.</p>";
    }
    return "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">No.</th>"
           "<th scope=\"col\">Customer</th><th scope=\"col\">Date</th><th scope=\"col\">Due</th>"
           "<th scope=\"col\">Status</th><th scope=\"col\" class=\"number\">Total</th>"
           "<th scope=\"col\" class=\"number\">Balance</th></tr></thead><tbody>" +
           rows + "</tbody></table></div>";
}

std::string with_separators(std::string digits)
{
    const std::size_t start = digits.starts_with('-') ? 1 : 0;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t at = point; at > start + 3; at -= 3) {
        digits.insert(at - 3, ",");
    }
    return digits;
}

} // namespace

Company& company_of(Context& context, const Request& request)
{
    Company* company = context.company_or_first(request.parameter("companyId"));
    return company == nullptr ? context.companies.front() : *company;
}

Response render(const Company& company, const BooksPage& page)
{
    const std::string name = company.name();
    return html::render(
        {.vendor = "QuickBooks",
         .title = page.title,
         .main =
             html::fill(frame, {{"company", name}, {"realm", company.realm}, {"main", page.main}}),
         .style = style,
         .status = page.status});
}

Response not_there(const Company& company, std::string_view what)
{
    return render(company,
                  {.title = "Not found",
                   .main = html::fill("<h1>There is no such {{what}}</h1>", {{"what", what}}),
                   .status = 404});
}

std::string link(const Company& company,
                 std::string_view path,
                 std::string_view name,
                 std::string_view id,
                 std::string_view text)
{
    return html::fill(
        R"(<a href="{{path}}?{{name}}={{id}}&amp;companyId={{realm}}">{{text}}</a>)",
        {{"path", path}, {"name", name}, {"id", id}, {"realm", company.realm}, {"text", text}});
}

std::string amount_text(const Json& amount, std::string_view currency)
{
    const Decimal value = decimal_of(amount).rounded(money_scale, Rounding::half_up);
    return with_separators(to_string(value)) + " " + std::string(currency);
}

std::string invoice_status(const Json& invoice, Date today)
{
    const Decimal balance = decimal_of(invoice["Balance"]);
    if (balance.is_zero()) {
        return "Paid";
    }
    const auto due = Date::parse(invoice["DueDate"].string_or());
    if (due && *due < today) {
        return "Overdue";
    }
    return balance < decimal_of(invoice["TotalAmt"]) ? "Partially paid" : "Open";
}

std::string address_html(const Json& address)
{
    std::string lines;
    auto add = [&](const std::string& text) {
        if (!text.empty()) {
            lines += (lines.empty() ? "" : "<br>") + html::escape(text);
        }
    };
    for (const std::string_view line : {"Line1", "Line2", "Line3", "Line4", "Line5"}) {
        add(address[line].string_or());
    }
    std::string place = address["City"].string_or();
    for (const std::string_view part : {"CountrySubDivisionCode", "PostalCode"}) {
        const std::string text = address[part].string_or();
        place += (place.empty() || text.empty() ? "" : " ") + text;
    }
    add(place);
    add(address["Country"].string_or());
    return lines;
}

Response invoices_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    return render(
        company,
        {.title = "Invoices",
         .main = "<h1>Invoices</h1>" + invoice_table(company, server_day(context.now()))});
}

Response customer_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const std::string id(request.parameter("nameId"));
    const auto customer = company.table("Customer").find(id);
    if (customer == nullptr) {
        return not_there(company, "customer");
    }
    const std::string name = (*customer)["DisplayName"].string_or();
    const std::string main = html::fill(
        R"(<h1>{{name}}</h1><div class="columns">
<div><h2>Billing address</h2><address>{{&address}}</address></div>
<div><h2>E-mail</h2><p>{{email}}</p></div><div><h2>Phone</h2><p>{{phone}}</p></div>
<div><h2>Open balance</h2><p>{{balance}}</p></div><div><h2>Notes</h2><p>{{notes}}</p></div>
</div>{{&invoices}})",
        {{"name", name},
         {"address", address_html((*customer)["BillAddr"])},
         {"email", (*customer)["PrimaryEmailAddr"]["Address"].string_or("-")},
         {"phone", (*customer)["PrimaryPhone"]["FreeFormNumber"].string_or("-")},
         {"balance", amount_text((*customer)["Balance"], referred(*customer, "CurrencyRef"))},
         {"notes", (*customer)["Notes"].string_or("-")},
         {"invoices", invoice_table(company, server_day(context.now()), id)}});
    return render(company, {.title = name, .main = main});
}

} // namespace emulator::quickbooks::pages
