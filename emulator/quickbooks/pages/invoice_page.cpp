#include "emulator/quickbooks/pages/invoice_page.hpp"

#include "emulator/kit/html.hpp"
#include "emulator/oauth/form.hpp"
#include "emulator/quickbooks/pages/books_frame.hpp"
#include "emulator/quickbooks/sales/delivery.hpp"
#include "emulator/quickbooks/sales/invoice.hpp"
#include "emulator/quickbooks/sales/invoice_state.hpp"
#include "emulator/quickbooks/sales/payment.hpp"
#include "emulator/quickbooks/sales/transaction_links.hpp"

namespace emulator::quickbooks::pages {

namespace html = kit::html;
using billbridge::net::Request;
using billbridge::net::Response;

namespace {

constexpr std::string_view page_text = R"({{&problem}}
<div class="head"><h1>Invoice {{number}}</h1><span class="status">{{status}}</span></div>
<div class="columns">
<div><h2>From</h2><address>{{company}}<br>{{&from}}</address></div>
<div><h2>Bill to</h2><address>{{&customer}}<br>{{&address}}</address></div>
<div><h2>Invoice date</h2><p>{{date}}</p><h2>Terms</h2><p>{{terms}}</p>
<h2>Due date</h2><p>{{due}}</p></div>
<div><h2>Balance due</h2><p><strong>{{balance}}</strong></p><h2>E-mail</h2><p>{{email}}</p>
<h2>Payments</h2><p>{{&payments}}</p></div>
</div>
{{&lines}}
<table class="totals"><tbody>{{&totals}}</tbody></table>
<div class="columns">
<div><h2>Message on invoice</h2><p class="text">{{message}}</p></div>
<div class="actions"><h2>Memo (internal)</h2><p class="text">{{memo}}</p></div>
<div class="actions"><h2>Transaction</h2><p>Id {{id}}, version {{version}}</p><h2>Created</h2><p>{{created}}</p>
</div></div>{{&actions}})";

constexpr std::string_view line_row = R"(<tr><td>{{item}}</td><td>{{description}}</td>
<td class="number">{{quantity}}</td><td class="number">{{price}}</td>
<td class="number">{{amount}}</td><td>{{tax}}</td></tr>)";

constexpr std::string_view total_row =
    R"(<tr><th scope="row">{{name}}</th><td class="number">{{amount}}</td></tr>)";

constexpr std::string_view payment_form = R"(<form class="receive" method="post"
action="{{address}}"><input type="hidden" name="action" value="receive">
<label>Amount received<input type="text" name="amount" value="{{balance}}" inputmode="decimal"
required></label><button class="main">Receive payment</button></form>)";

constexpr std::string_view send_form = R"(<form class="receive" method="post"
action="{{address}}"><input type="hidden" name="action" value="send">
<label>Send to<input type="text" name="to" value="{{email}}" required></label>
<button>Send by e-mail</button></form>)";

std::string total(std::string_view name, const Json& amount, std::string_view currency)
{
    return html::fill(total_row, {{"name", name}, {"amount", amount_text(amount, currency)}});
}

/// A real code by its name; of the pseudo codes only that a line is taxed.
std::string tax_text(const Company& company, const std::string& code)
{
    if (code == "TAX") {
        return "Taxable";
    }
    const auto real = company.table("TaxCode").find(code);
    return code == "NON" || real == nullptr ? "" : (*real)["Name"].string_or(code);
}

std::string item_table(const Company& company, const Json& invoice)
{
    std::string rows;
    for (const Json& line : *invoice["Line"].if_array()) {
        const Json& detail = line["SalesItemLineDetail"];
        const std::string type = line["DetailType"].string_or();
        if (type == "SubTotalLineDetail" || type == "DiscountLineDetail") {
            continue; // they stand below, with the totals
        }
        rows += html::fill(line_row,
                           {{"item", detail["ItemRef"]["name"].string_or()},
                            {"description", line["Description"].string_or()},
                            {"quantity", text_of(detail["Qty"])},
                            {"price", text_of(detail["UnitPrice"])},
                            {"amount", grouped_amount(line["Amount"])},
                            {"tax", tax_text(company, referred(detail, "TaxCodeRef"))}});
    }
    return table_html({"Product or service", "Description", "#Qty", "#Rate", "#Amount", "Tax"},
                      rows);
}

std::string total_rows(const Json& invoice)
{
    const std::string currency = referred(invoice, "CurrencyRef");
    std::string rows;
    for (const Json& line : *invoice["Line"].if_array()) {
        const std::string type = line["DetailType"].string_or();
        if (type == "SubTotalLineDetail") {
            rows += total("Subtotal", line["Amount"], currency);
        } else if (type == "DiscountLineDetail") {
            rows += total("Discount", money(-decimal_of(line["Amount"])), currency);
        }
    }
    if (const auto* taxes = invoice["TxnTaxDetail"]["TaxLine"].if_array()) {
        for (const Json& tax : *taxes) {
            const std::string name =
                "Tax " + text_of(tax["TaxLineDetail"]["TaxPercent"]) + " % of " +
                amount_text(tax["TaxLineDetail"]["NetAmountTaxable"], currency);
            rows += total(name, tax["Amount"], currency);
        }
    }
    rows += total("Total", invoice["TotalAmt"], currency);
    const Decimal paid = decimal_of(invoice["TotalAmt"]) - decimal_of(invoice["Balance"]);
    if (!paid.is_zero()) {
        rows += total("Paid", money(-paid), currency);
    }
    return rows + total("Balance due", invoice["Balance"], currency);
}

std::string invoice_address(const Company& company, const Json& invoice)
{
    return address(company, "/app/invoice", "txnId", id_of(invoice));
}

std::string confirm_link(const Company& company,
                         const Json& invoice,
                         std::string_view action,
                         std::string_view text)
{
    const std::string to = address(company, "/app/invoice/confirm", "txnId", id_of(invoice));
    return html::fill(R"(<a class="button" href="{{to}}&amp;action={{action}}">{{text}}</a>)",
                      {{"to", to}, {"action", action}, {"text", text}});
}

/// What the invoice's state allows.
std::string actions_html(const Company& company, const Json& invoice)
{
    const std::string here = invoice_address(company, invoice);
    const bool is_open = !decimal_of(invoice["Balance"]).is_zero();
    std::string actions;
    if (is_open) {
        actions +=
            html::fill(payment_form, {{"address", here}, {"balance", text_of(invoice["Balance"])}});
    }
    actions += html::fill(
        send_form, {{"address", here}, {"email", invoice["BillEmail"]["Address"].string_or()}});
    actions +=
        html::fill(R"(<div class="buttons"><a class="button" href="{{edit}}">Edit</a>)",
                   {{"edit", address(company, "/app/invoice/edit", "txnId", id_of(invoice))}});
    if (is_open || !decimal_of(invoice["TotalAmt"]).is_zero()) {
        actions += confirm_link(company, invoice, "void", "Void");
    }
    return actions + confirm_link(company, invoice, "delete", "Delete") + "</div>";
}

std::string email_state(const Json& invoice)
{
    const std::string to = invoice["BillEmail"]["Address"].string_or("-");
    return invoice["EmailStatus"].string_or() == "EmailSent" ? to + " (sent)" : to;
}

std::string payments_html(const Company& company, const Json& invoice)
{
    std::string links;
    for (const std::string& id : links_of(invoice, "Payment")) {
        links += (links.empty() ? "" : ", ") +
                 link(company, "/app/recvpayment", "txnId", id, "Payment " + id);
    }
    return links.empty() ? "-" : links;
}

Response
show(const Context& context, const Company& company, const Json& invoice, std::string_view problem)
{
    const std::string number = invoice["DocNumber"].string_or("(no number)");
    const InvoiceState state = invoice_state(invoice, server_day(context.now()));
    std::string main =
        html::fill(page_text,
                   {{"problem", problem_html(problem)},
                    {"number", number},
                    {"status", name_of(state)},
                    {"company", company.name()},
                    {"from", address_html(company.info()["CompanyAddr"])},
                    {"customer",
                     link(company,
                          "/app/customerdetail",
                          "nameId",
                          referred(invoice, "CustomerRef"),
                          invoice["CustomerRef"]["name"].string_or())},
                    {"address", address_html(invoice["BillAddr"])},
                    {"date", invoice["TxnDate"].string_or()},
                    {"terms", invoice["SalesTermRef"]["name"].string_or("-")},
                    {"due", invoice["DueDate"].string_or()},
                    {"balance", amount_text(invoice["Balance"], referred(invoice, "CurrencyRef"))},
                    {"email", email_state(invoice)},
                    {"payments", payments_html(company, invoice)},
                    {"lines", item_table(company, invoice)},
                    {"totals", total_rows(invoice)},
                    {"message", invoice["CustomerMemo"]["value"].string_or("-")},
                    {"memo", invoice["PrivateNote"].string_or("-")},
                    {"id", id_of(invoice)},
                    {"version", invoice["SyncToken"].string_or()},
                    {"created", invoice["MetaData"]["CreateTime"].string_or()},
                    {"actions", actions_html(company, invoice)}});
    return render(context,
                  company,
                  {.title = "Invoice " + number,
                   .main = std::move(main),
                   .status = problem.empty() ? 200 : 400});
}

/// What a person's click names: always the invoice as it is now.
Json as_it_is(const Json& invoice)
{
    return Json::Object{{"Id", invoice["Id"]}, {"SyncToken", invoice["SyncToken"]}};
}

/// Why it did not work; empty where it did.
std::string receive(Company& company, const Json& invoice, const Form& form, Time now)
{
    if (decimal_of(invoice["Balance"]).is_zero()) {
        return "The payment was not recorded: nothing is open any more.";
    }
    const auto amount = Decimal::parse(form.get("amount"));
    if (!amount) {
        return "The payment was not recorded: the amount must be a number.";
    }
    const auto payment = record_payment(company, id_of(invoice), *amount, now);
    return payment ? "" : "The payment was not recorded: " + payment.error() + ".";
}

std::string send(Company& company, const Json& invoice, const Form& form, Time now)
{
    const auto sent = send_document(company, invoice_type, id_of(invoice), form.get("to"), now);
    return sent ? "" : words_of(sent.error());
}

std::string change(Company& company, const Json& invoice, const Form& form, Time now)
{
    const std::string_view action = form.get("action");
    if (action == "void") {
        const auto voided = void_entity(company, invoice_type, as_it_is(invoice), now);
        return voided ? "" : words_of(voided.error());
    }
    if (action == "delete") {
        const auto removed = remove(company, invoice_type, as_it_is(invoice), now);
        return removed ? "" : words_of(removed.error());
    }
    if (action == "send") {
        return send(company, invoice, form, now);
    }
    return action == "receive" ? receive(company, invoice, form, now) : "There is no such action.";
}

constexpr std::string_view confirm_text = R"(<h1>{{question}}</h1><p>{{what}}</p>
<div class="buttons"><form method="post" action="{{address}}">
<input type="hidden" name="action" value="{{action}}"><button class="main">{{verb}}</button></form>
<a class="button" href="{{address}}">Keep the invoice</a></div>)";

} // namespace

Response invoice_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const auto invoice = company.table("Invoice").find(std::string(request.parameter("txnId")));
    return invoice == nullptr ? not_there(context, company, "invoice")
                              : show(context, company, *invoice, {});
}

Response change_invoice(Context& context, const Request& request)
{
    Company& company = company_of(context, request);
    const auto invoice = company.table("Invoice").find(std::string(request.parameter("txnId")));
    if (invoice == nullptr) {
        return not_there(context, company, "invoice");
    }
    const Form form = read_form(request);
    const std::string problem = change(company, *invoice, form, context.now());
    if (!problem.empty()) {
        return show(context, company, *invoice, problem);
    }
    return html::see_other(form.get("action") == "delete" ? address(company, "/app/invoices")
                                                          : invoice_address(company, *invoice));
}

Response confirm_change(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const auto invoice = company.table("Invoice").find(std::string(request.parameter("txnId")));
    if (invoice == nullptr) {
        return not_there(context, company, "invoice");
    }
    const std::string_view action = request.parameter("action");
    if (action != "void" && action != "delete") {
        return not_there(context, company, "action");
    }
    const bool voids = action == "void";
    const std::string number = (*invoice)["DocNumber"].string_or("without number");
    const std::string question = (voids ? "Void invoice " : "Delete invoice ") + number + "?";
    return render(
        context,
        company,
        {.title = question,
         .main = html::fill(
             confirm_text,
             {{"question", question},
              {"what",
               voids
                   ? "Its amounts become zero and its payments are released. The invoice stays in "
                     "the books. This cannot be undone."
                   : "The invoice leaves the books for good. This cannot be undone."},
              {"address", invoice_address(company, *invoice)},
              {"action", voids ? "void" : "delete"},
              {"verb", voids ? "Void it" : "Delete it"}})});
}

} // namespace emulator::quickbooks::pages
