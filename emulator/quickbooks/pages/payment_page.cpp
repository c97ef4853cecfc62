#include "emulator/quickbooks/pages/payment_page.hpp"

#include "emulator/kit/html.hpp"
#include "emulator/oauth/form.hpp"
#include "emulator/quickbooks/pages/books_frame.hpp"
#include "emulator/quickbooks/sales/payment.hpp"
#include "emulator/quickbooks/sales/payment_links.hpp"

namespace emulator::quickbooks::pages {

namespace html = kit::html;
using billbridge::net::Request;
using billbridge::net::Response;

namespace {

constexpr std::string_view page_text = R"({{&problem}}<h1>Payment {{id}}</h1>
<div class="columns"><div><h2>Customer</h2><p>{{&customer}}</p></div>
<div><h2>Date</h2><p>{{date}}</p></div><div><h2>Amount</h2><p><strong>{{total}}</strong></p></div>
<div><h2>Not applied</h2><p>{{rest}}</p></div><div><h2>Deposit</h2><p>{{deposit}}</p></div></div>
{{&lines}}<div class="buttons">{{&actions}}</div>)";

constexpr std::string_view action_form = R"(<form method="post" action="{{address}}">
<input type="hidden" name="action" value="{{action}}"><button>{{text}}</button></form>)";

std::string lines_html(const Company& company, const Json& payment)
{
    std::string rows;
    for (const Application& application : applications(payment)) {
        const auto document = company.table(application.type).find(application.id);
        const std::string number =
            document == nullptr ? application.id : (*document)["DocNumber"].string_or("-");
        const bool has_page = application.type == "Invoice";
        const std::string text = application.type + " " + number;
        rows += html::fill(
            R"(<tr><td>{{&what}}</td><td class="number">{{amount}}</td></tr>)",
            {{"what",
              has_page ? link(company, "/app/invoice", "txnId", application.id, text)
                       : html::escape(text)},
             {"amount", amount_text(money(application.amount), referred(payment, "CurrencyRef"))}});
    }
    return rows.empty() ? R"(<p class="empty">It is applied to nothing yet.</p>)"
                        : table_html({"Applied to", "#Amount"}, rows);
}

std::string actions_html(const Company& company, const Json& payment)
{
    const std::string here = address(company, "/app/recvpayment", "txnId", id_of(payment));
    auto form = [&](std::string_view action, std::string_view text) {
        return html::fill(action_form, {{"address", here}, {"action", action}, {"text", text}});
    };
    const bool is_deposited = company.deposited_payments.contains(id_of(payment));
    return (is_deposited ? "" : form("deposit", "Put on a bank deposit")) + form("void", "Void") +
           form("delete", "Delete");
}

Response
show(const Context& context, const Company& company, const Json& payment, std::string_view problem)
{
    const std::string currency = referred(payment, "CurrencyRef");
    const bool is_deposited = company.deposited_payments.contains(id_of(payment));
    return render(
        context,
        company,
        {.title = "Payment " + id_of(payment),
         .main = html::fill(page_text,
                            {{"problem", problem_html(problem)},
                             {"id", id_of(payment)},
                             {"customer",
                              link(company,
                                   "/app/customerdetail",
                                   "nameId",
                                   referred(payment, "CustomerRef"),
                                   payment["CustomerRef"]["name"].string_or())},
                             {"date", payment["TxnDate"].string_or()},
                             {"total", amount_text(payment["TotalAmt"], currency)},
                             {"rest", amount_text(payment["UnappliedAmt"], currency)},
                             {"deposit", is_deposited ? "In the bank" : "Undeposited funds"},
                             {"lines", lines_html(company, payment)},
                             {"actions", actions_html(company, payment)}}),
         .status = problem.empty() ? 200 : 400});
}

std::string change(Company& company, const Json& payment, std::string_view action, Time now)
{
    const Json named = Json::Object{{"Id", payment["Id"]}, {"SyncToken", payment["SyncToken"]}};
    if (action == "deposit" && !company.has_subscription) {
        return words_of(fault("6190"));
    }
    if (action == "deposit") {
        company.deposited_payments.insert(id_of(payment));
        return "";
    }
    if (action == "void") {
        const auto voided = void_entity(company, payment_type, named, now);
        return voided ? "" : words_of(voided.error());
    }
    if (action == "delete") {
        const auto removed = remove(company, payment_type, named, now);
        return removed ? "" : words_of(removed.error());
    }
    return "There is no such action.";
}

} // namespace

Response payment_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const auto payment = company.table("Payment").find(std::string(request.parameter("txnId")));
    return payment == nullptr ? not_there(context, company, "payment")
                              : show(context, company, *payment, {});
}

Response change_payment(Context& context, const Request& request)
{
    Company& company = company_of(context, request);
    const auto payment = company.table("Payment").find(std::string(request.parameter("txnId")));
    if (payment == nullptr) {
        return not_there(context, company, "payment");
    }
    const Form form = read_form(request);
    const std::string action(form.get("action"));
    const std::string problem = change(company, *payment, action, context.now());
    if (!problem.empty()) {
        return show(context, company, *payment, problem);
    }
    return html::see_other(action == "delete"
                               ? address(company, "/app/payments")
                               : address(company, "/app/recvpayment", "txnId", id_of(*payment)));
}

} // namespace emulator::quickbooks::pages
