#include "emulator/quickbooks/pages/invoice_page.hpp"

#include "emulator/kit/html.hpp"
#include "emulator/oauth/form.hpp"
#include "emulator/quickbooks/pages/books_pages.hpp"
#include "emulator/quickbooks/payment.hpp"

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
<div><h2>Balance due</h2><p><strong>{{balance}}</strong></p><h2>E-mail</h2><p>{{email}}</p></div>
</div>
<div class="scroll"><table><thead><tr><th scope="col">Product or service</th>
<th scope="col">Description</th><th scope="col" class="number">Qty</th>
<th scope="col" class="number">Rate</th><th scope="col" class="number">Amount</th>
<th scope="col">Tax</th></tr></thead><tbody>{{&lines}}</tbody></table></div>
<table class="totals"><tbody>{{&totals}}</tbody></table>
<div class="columns">
<div><h2>Message on invoice</h2><p>{{message}}</p></div>
<div class="actions"><h2>Memo (internal)</h2><p>{{memo}}</p></div>
<div class="actions"><h2>Transaction</h2><p>Id {{id}}, version {{version}}, created {{created}}</p>
</div></div>{{&payment}})";

constexpr std::string_view line_row = R"(<tr><td>{{item}}</td><td>{{description}}</td>
<td class="number">{{quantity}}</td><td class="number">{{price}}</td>
<td class="number">{{amount}}</td><td>{{tax}}</td></tr>)";

constexpr std::string_view total_row =
    R"(<tr><th scope="row">{{name}}</th><td class="number">{{amount}}</td></tr>)";

constexpr std::string_view payment_form = R"(<form class="receive" method="post"
action="/app/invoice?txnId={{id}}&amp;companyId={{realm}}">
<label>Amount received<input type="text" name="amount" value="{{balance}}" inputmode="decimal"
required></label><button class="main">Receive payment</button></form>)";

std::string total(std::string_view name, const Json& amount, std::string_view currency)
{
    return html::fill(total_row, {{"name", name}, {"amount", amount_text(amount, currency)}});
}

std::string item_rows(const Json& invoice)
{
    std::string rows;
    for (const Json& line : *invoice["Line"].if_array()) {
        const Json& detail = line["SalesItemLineDetail"];
        const std::string type = line["DetailType"].string_or();
        if (type == "SubTotalLineDetail" || type == "DiscountLineDetail") {
            continue; // they stand below, with the totals
        }
        const bool taxed = referred(detail, "TaxCodeRef") == "TAX";
        rows += html::fill(line_row,
                           {{"item", detail["ItemRef"]["name"].string_or()},
                            {"description", line["Description"].string_or()},
                            {"quantity", text_of(detail["Qty"])},
                            {"price", text_of(detail["UnitPrice"])},
                            {"amount", text_of(line["Amount"])},
                            {"tax", taxed ? "Taxable" : ""}});
    }
    return rows;
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

std::string form_html(const Company& company, const Json& invoice)
{
    if (decimal_of(invoice["Balance"]).is_zero()) {
        return "";
    }
    return html::fill(payment_form,
                      {{"id", id_of(invoice)},
                       {"realm", company.realm},
                       {"balance", text_of(invoice["Balance"])}});
}

Response show(const Company& company, const Json& invoice, Date today, std::string_view problem)
{
    const std::string number = invoice["DocNumber"].string_or("(no number)");
    const std::string customer = referred(invoice, "CustomerRef");
    const std::string problem_html =
        problem.empty() ? ""
                        : html::fill("<p role=\"alert\">The payment was not recorded: {{why}}.</p>",
                                     {{"why", problem}});
    std::string main =
        html::fill(page_text,
                   {{"problem", problem_html},
                    {"number", number},
                    {"status", invoice_status(invoice, today)},
                    {"company", company.name()},
                    {"from", address_html(company.info()["CompanyAddr"])},
                    {"customer",
                     link(company,
                          "/app/customerdetail",
                          "nameId",
                          customer,
                          invoice["CustomerRef"]["name"].string_or())},
                    {"address", address_html(invoice["BillAddr"])},
                    {"date", invoice["TxnDate"].string_or()},
                    {"terms", invoice["SalesTermRef"]["name"].string_or("-")},
                    {"due", invoice["DueDate"].string_or()},
                    {"balance", amount_text(invoice["Balance"], referred(invoice, "CurrencyRef"))},
                    {"email", invoice["BillEmail"]["Address"].string_or("-")},
                    {"lines", item_rows(invoice)},
                    {"totals", total_rows(invoice)},
                    {"message", invoice["CustomerMemo"]["value"].string_or("-")},
                    {"memo", invoice["PrivateNote"].string_or("-")},
                    {"id", id_of(invoice)},
                    {"version", invoice["SyncToken"].string_or()},
                    {"created", invoice["MetaData"]["CreateTime"].string_or()},
                    {"payment", form_html(company, invoice)}});
    return render(company,
                  {.title = "Invoice " + number,
                   .main = std::move(main),
                   .status = problem.empty() ? 200 : 400});
}

} // namespace

Response invoice_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const auto invoice = company.table("Invoice").find(std::string(request.parameter("txnId")));
    return invoice == nullptr ? not_there(company, "invoice")
                              : show(company, *invoice, server_day(context.now()), {});
}

Response receive_payment(Context& context, const Request& request)
{
    Company& company = company_of(context, request);
    const std::string id(request.parameter("txnId"));
    const auto invoice = company.table("Invoice").find(id);
    if (invoice == nullptr) {
        return not_there(company, "invoice");
    }
    const Form form = read_form(request);
    const auto amount = Decimal::parse(form.get("amount"));
    const auto payment =
        amount ? record_payment(company, id, *amount, context.now())
               : std::expected<Json, std::string>(std::unexpected("the amount must be a number"));
    if (!payment) {
        return show(company, *invoice, server_day(context.now()), payment.error());
    }
    return html::see_other("/app/invoice?txnId=" + id + "&companyId=" + company.realm);
}

} // namespace emulator::quickbooks::pages
