#include "emulator/quickbooks/pages/portal_page.hpp"

#include "emulator/kit/html.hpp"
#include "emulator/quickbooks/pages/books_frame.hpp"
#include "emulator/quickbooks/sales/invoice_state.hpp"
#include "emulator/quickbooks/sales/payment.hpp"
#include "emulator/quickbooks/sales/payment_link.hpp"

namespace emulator::quickbooks::pages {

namespace html = kit::html;
using billbridge::net::Request;
using billbridge::net::Response;

namespace {

constexpr std::string_view style = R"(
main { max-width: 32rem; }
.amount { font-size: 1.9rem; font-weight: 700; margin: .5rem 0 0;
  font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); margin: 0 0 1.25rem; }
)";

constexpr std::string_view page_text = R"(<section class="paper"><h1>{{title}}</h1>
<p class="soft">from {{company}} for {{customer}}</p><p class="amount">{{balance}}</p>
<p class="soft">{{state}}, due {{due}}</p>{{&pay}}</section>)";

constexpr std::string_view pay_form =
    R"(<form method="post"><button class="main">Pay now</button></form>)";

/// The invoice, where somebody who has the link may see it.
std::shared_ptr<const Json> linked_invoice(const Company& company, const Request& request)
{
    auto invoice = company.table("Invoice").find(std::string(request.parameter("txnId")));
    return invoice != nullptr && has_payment_link(*invoice) ? invoice : nullptr;
}

Response page(std::string title, std::string main, int status)
{
    return html::render({.vendor = "QuickBooks",
                         .title = std::move(title),
                         .main = std::move(main),
                         .style = style,
                         .status = status});
}

Response no_invoice()
{
    return page(
        "Not found", "<section class=\"paper\"><h1>There is no such invoice</h1></section>", 404);
}

} // namespace

Response portal_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const auto invoice = linked_invoice(company, request);
    if (invoice == nullptr) {
        return no_invoice();
    }
    const InvoiceState state = invoice_state(*invoice, server_day(context.now()));
    const bool is_open = !decimal_of((*invoice)["Balance"]).is_zero();
    const std::string title = "Invoice " + (*invoice)["DocNumber"].string_or();
    return page(title,
                html::fill(page_text,
                           {{"title", title},
                            {"company", company.name()},
                            {"customer", (*invoice)["CustomerRef"]["name"].string_or()},
                            {"balance",
                             amount_text((*invoice)["Balance"], referred(*invoice, "CurrencyRef"))},
                            {"state", name_of(state)},
                            {"due", (*invoice)["DueDate"].string_or()},
                            {"pay", is_open ? pay_form : ""}}),
                200);
}

Response pay_online(Context& context, const Request& request)
{
    Company& company = company_of(context, request);
    const auto invoice = linked_invoice(company, request);
    if (invoice == nullptr) {
        return no_invoice();
    }
    // A second click finds nothing left to pay.
    record_payment(company, id_of(*invoice), decimal_of((*invoice)["Balance"]), context.now());
    return html::see_other("/portal/invoice?txnId=" + id_of(*invoice) +
                           "&companyId=" + company.realm);
}

} // namespace emulator::quickbooks::pages
