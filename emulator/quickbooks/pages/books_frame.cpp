#include "emulator/quickbooks/pages/books_frame.hpp"

#include "emulator/kit/html.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace emulator::quickbooks::pages {

namespace html = kit::html;
using billbridge::net::Request;
using billbridge::net::Response;

namespace {

constexpr std::string_view style = R"(
main { max-width: 72rem; }
.bar { display: flex; gap: .35rem 1.25rem; align-items: baseline; margin-bottom: 1rem; flex-wrap: wrap; }
.bar strong { font-size: 1.05rem; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: .45rem .6rem; border-bottom: 1px solid var(--line);
  vertical-align: top; }
th { font-size: .8rem; color: var(--soft); font-weight: 600; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr));
  gap: 1.25rem; margin: 1.25rem 0; }
.columns h2 { font-size: .8rem; color: var(--soft); font-weight: 600; margin: 0 0 .2rem; }
.columns p + h2 { margin-top: .6rem; }
.columns p, .columns address { margin: 0; font-style: normal; overflow-wrap: anywhere; }
.columns .text { white-space: pre-line; }
.soft { font-size: .85rem; color: var(--soft); }
.head { display: flex; justify-content: space-between; gap: 1rem; align-items: flex-start; }
.head h1 { margin: 0; }
.status { border: 1px solid currentcolor; border-radius: 999px; padding: .1rem .8rem;
  font-size: .85rem; white-space: nowrap; }
.totals { margin: 1rem 0 0 auto; width: min(24rem, 100%); }
.totals tr:last-child { font-weight: 700; }
.date { white-space: nowrap; }
.scroll { overflow-x: auto; }
.bar .other { margin-left: auto; }
.pager { display: flex; gap: 1.25rem; justify-content: center; margin-top: 1rem; }
.filter, .receive { display: flex; gap: .75rem; align-items: end; flex-wrap: wrap; }
.filter { margin-bottom: 1rem; }
.receive { margin-top: 1rem; }
.filter label, .receive label, .fields label { display: grid; gap: .2rem; font-size: .85rem;
  color: var(--soft); }
.filter input, .filter select, .receive input, .receive select { color: var(--ink);
  height: 2.4rem; }
.filter button, .receive button { height: 2.4rem; }
.receive input { width: 16rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 1rem; }
.fields textarea, .fields input, td input { width: 100%; font: inherit; color: var(--ink);
  background: var(--back); border: 1px solid var(--line); border-radius: 6px; padding: .4rem .6rem; }
.fields + .scroll { margin-top: 1rem; }
.fields + .scroll td { vertical-align: middle; }
td input { min-width: 12rem; }
td input.number { min-width: 6rem; }
.half { width: 45%; }
.wide { grid-column: 1 / -1; }
.buttons { display: flex; gap: .75rem; align-items: center; flex-wrap: wrap; margin-top: 1.25rem; }
.buttons form { margin: 0; }
.button { display: inline-block; padding: .45rem 1.1rem; border: 1px solid var(--line);
  border-radius: 6px; color: inherit; text-decoration: none; }
.problem { border: 1px solid currentcolor; border-radius: 6px; padding: .5rem .8rem; margin-top: 0; }
.empty { color: var(--soft); }
@media (max-width: 44rem) {
  .paper { padding: 1rem; }
  .bar strong { flex-basis: 100%; }
  .bar .other { margin-left: 0; }
  .filter label, .receive label { flex: 1 1 8rem; }
  .filter input, .receive input { width: 100%; }
  .scroll thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .scroll table, .scroll tbody, .scroll tr, .scroll td { display: block; }
  .scroll { border-top: 1px solid var(--line); }
  .scroll tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .scroll td { position: relative; min-height: 1.9rem; padding: .2rem 0 .2rem 9.25rem; border: 0;
    overflow-wrap: anywhere; }
  .scroll td:empty { display: none; }
  .scroll td.date { white-space: normal; }
  .scroll td.half { width: auto; }
  .scroll td::before { content: attr(data-label); position: absolute; left: 0; width: 9rem;
    font-size: .8rem; font-weight: 600; color: var(--soft); }
  .scroll td.number, .scroll td input.number { text-align: left; }
  td input, td input.number { min-width: 0; }
}
@media print { .bar, .receive, .emulator-notice, .actions, .buttons { display: none; } }
)";

constexpr std::string_view frame =
    R"(<nav class="bar" aria-label="Books"><strong>{{company}}</strong>
{{&links}}{{&companies}}</nav>
<section class="paper">{{&main}}</section>)";

struct Section {
    std::string_view path;
    std::string_view text;
};

constexpr Section sections[] = {{"/app/invoices", "Invoices"},
                                {"/app/payments", "Payments"},
                                {"/app/customers", "Customers"},
                                {"/app/items", "Products and services"},
                                {"/app/sentemails", "Sent e-mails"},
                                {"/app/apps", "Apps"}};

/// To the same list of the other companies.
std::string company_links(const Context& context, const Company& current)
{
    std::string links;
    for (const Company& company : context.companies) {
        if (company.realm != current.realm) {
            links += html::fill(
                R"(<a class="other" href="{{address}}">Go to {{name}}</a>)",
                {{"address", address(company, "/app/invoices")}, {"name", company.name()}});
        }
    }
    return links;
}

/// Each cell with the name of its column, which stands before it where a window is narrow.
std::string labelled(std::string_view rows, const std::vector<std::string_view>& names)
{
    constexpr std::string_view row = "<tr";
    constexpr std::string_view cell = "<td";
    std::string text;
    std::size_t column = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows.substr(i).starts_with(row)) {
            column = 0;
        }
        if (rows.substr(i).starts_with(cell)) {
            text += cell;
            text += html::fill(R"( data-label="{{name}}")", {{"name", names.at(column++)}});
            i += cell.size();
        }
        text += rows[i];
    }
    return text;
}

} // namespace

Company& company_of(Context& context, const Request& request)
{
    Company* company = context.company_or_first(request.parameter("companyId"));
    return company == nullptr ? context.companies.front() : *company;
}

Response render(const Context& context, const Company& company, const BooksPage& page)
{
    std::string links;
    for (const Section& section : sections) {
        links += html::fill(R"(<a href="{{address}}">{{text}}</a>)",
                            {{"address", address(company, section.path)}, {"text", section.text}});
    }
    const std::string name = company.name();
    return html::render({.vendor = "QuickBooks",
                         .title = page.title,
                         .main = html::fill(frame,
                                            {{"company", name},
                                             {"links", links},
                                             {"companies", company_links(context, company)},
                                             {"main", page.main}}),
                         .style = style,
                         .status = page.status});
}

Response not_there(const Context& context, const Company& company, std::string_view what)
{
    return render(context,
                  company,
                  {.title = "Not found",
                   .main = html::fill("<h1>There is no such {{what}}</h1>", {{"what", what}}),
                   .status = 404});
}

std::string
address(const Company& company, std::string_view path, std::string_view name, std::string_view id)
{
    std::string text(path);
    text += '?';
    if (!name.empty()) {
        text.append(name).append("=").append(id).append("&");
    }
    return text + "companyId=" + company.realm;
}

std::string link(const Company& company,
                 std::string_view path,
                 std::string_view name,
                 std::string_view id,
                 std::string_view text)
{
    return html::fill(R"(<a href="{{address}}">{{text}}</a>)",
                      {{"address", address(company, path, name, id)}, {"text", text}});
}

std::string problem_html(std::string_view problem)
{
    return problem.empty() ? ""
                           : html::fill(R"(<p class="problem" role="alert">{{problem}}</p>)",
                                        {{"problem", problem}});
}

std::string words_of(const Fault& fault)
{
    return "This was not saved: " + (fault.detail.empty() ? fault.message : fault.detail);
}

std::string amount_text(const Json& amount, std::string_view currency)
{
    return grouped_amount(amount) + " " + std::string(currency);
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

std::string table_html(std::initializer_list<std::string_view> headings, const std::string& rows)
{
    std::string cells;
    std::vector<std::string_view> names;
    for (const std::string_view heading : headings) {
        const bool is_number = heading.starts_with('#');
        names.push_back(is_number ? heading.substr(1) : heading);
        cells +=
            html::fill(R"(<th scope="col"{{&class}}>{{text}}</th>)",
                       {{"class", is_number ? R"( class="number")" : ""}, {"text", names.back()}});
    }
    return R"(<div class="scroll" tabindex="0" role="region" aria-label="List"><table><thead><tr>)" +
           cells + "</tr></thead><tbody>" + labelled(rows, names) + "</tbody></table></div>";
}

std::string pager_html(const std::string& list_address, std::size_t page, std::size_t count)
{
    const std::size_t pages = (count + page_size - 1) / page_size;
    if (pages < 2) {
        return "";
    }
    auto to = [&](std::size_t number, std::string_view text) {
        return html::fill(
            R"(<a href="{{address}}">{{text}}</a>)",
            {{"address", list_address + "&page=" + std::to_string(number)}, {"text", text}});
    };
    std::string links = page > 1 ? to(page - 1, "Newer") : "";
    links += html::fill("<span>Page {{page}} of {{pages}}</span>",
                        {{"page", std::to_string(page)}, {"pages", std::to_string(pages)}});
    links += page < pages ? to(page + 1, "Older") : "";
    return R"(<nav class="pager" aria-label="Pages">)" + links + "</nav>";
}

std::size_t page_number(const Request& request)
{
    const std::string_view text = request.parameter("page");
    std::size_t number = 1;
    const auto [end, problem] = std::from_chars(text.begin(), text.end(), number);
    const bool is_whole = problem == std::errc() && end == text.end();
    return is_whole && number > 0 ? number : 1;
}

} // namespace emulator::quickbooks::pages
