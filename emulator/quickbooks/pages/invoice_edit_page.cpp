#include "emulator/kit/html.hpp"
#include "emulator/oauth/form.hpp"
#include "emulator/quickbooks/books/ledger.hpp"
#include "emulator/quickbooks/pages/books_frame.hpp"
#include "emulator/quickbooks/pages/invoice_page.hpp"
#include "emulator/quickbooks/sales/invoice.hpp"

namespace emulator::quickbooks::pages {

namespace html = kit::html;
using billbridge::net::Request;
using billbridge::net::Response;

namespace {

constexpr std::string_view form_text = R"({{&problem}}<h1>Edit invoice {{number}}</h1>
<form method="post" action="{{address}}"><input type="hidden" name="version" value="{{version}}">
<div class="fields">
<label>Invoice date<input type="date" name="date" value="{{date}}" required></label>
<label>Due date<input type="date" name="due" value="{{due}}" required></label>
<label>E-mail<input type="text" name="email" value="{{email}}"></label>
<label class="wide">Message on invoice<textarea name="message" rows="2">{{message}}</textarea></label>
<label class="wide">Memo (internal)<textarea name="memo" rows="2">{{memo}}</textarea></label>
</div>{{&lines}}
<p class="soft">A line without an amount is removed.</p>
<div class="buttons"><button class="main">Save</button>
<a class="button" href="{{back}}">Cancel</a></div></form>)";

constexpr std::string_view line_row = R"(<tr><td>{{item}}</td>
<td class="half"><input name="description{{id}}" value="{{description}}" aria-label="Description of {{item}}"></td>
<td><input class="number" name="quantity{{id}}" value="{{quantity}}" inputmode="decimal"
aria-label="Quantity of {{item}}"></td>
<td><input class="number" name="price{{id}}" value="{{price}}" inputmode="decimal"
aria-label="Rate of {{item}}"></td>
<td><input class="number" name="amount{{id}}" value="{{amount}}" inputmode="decimal"
aria-label="Amount of {{item}}"></td></tr>)";

bool is_item(const Json& line)
{
    return line["DetailType"].string_or() == "SalesItemLineDetail";
}

/// What a field shows: what was typed, where the form comes back, else what the books have.
std::string shown(const Form* typed, std::string_view field, std::string stored)
{
    return typed == nullptr ? std::move(stored) : std::string(typed->get(field));
}

std::string line_rows(const Json& invoice, const Form* typed)
{
    std::string rows;
    for (const Json& line : *invoice["Line"].if_array()) {
        if (!is_item(line)) {
            continue;
        }
        const Json& detail = line["SalesItemLineDetail"];
        const std::string id = id_of(line);
        rows += html::fill(
            line_row,
            {{"id", id},
             {"item", detail["ItemRef"]["name"].string_or("Text")},
             {"description", shown(typed, "description" + id, line["Description"].string_or())},
             {"quantity", shown(typed, "quantity" + id, text_of(detail["Qty"]))},
             {"price", shown(typed, "price" + id, text_of(detail["UnitPrice"]))},
             {"amount", shown(typed, "amount" + id, text_of(line["Amount"]))}});
    }
    return table_html({"Product or service", "Description", "#Qty", "#Rate", "#Amount"}, rows);
}

Response show_form(const Context& context,
                   const Company& company,
                   const Json& invoice,
                   std::string_view problem,
                   const Form* typed)
{
    const std::string number = invoice["DocNumber"].string_or("without number");
    const std::string id = id_of(invoice);
    auto value = [&](std::string_view field, std::string stored) {
        return shown(typed, field, std::move(stored));
    };
    return render(context,
                  company,
                  {.title = "Edit invoice " + number,
                   .main = html::fill(
                       form_text,
                       {{"problem", problem_html(problem)},
                        {"number", number},
                        {"address", address(company, "/app/invoice/edit", "txnId", id)},
                        {"back", address(company, "/app/invoice", "txnId", id)},
                        {"version", value("version", invoice["SyncToken"].string_or())},
                        {"date", value("date", invoice["TxnDate"].string_or())},
                        {"due", value("due", invoice["DueDate"].string_or())},
                        {"email", value("email", invoice["BillEmail"]["Address"].string_or())},
                        {"message", value("message", invoice["CustomerMemo"]["value"].string_or())},
                        {"memo", value("memo", invoice["PrivateNote"].string_or())},
                        {"lines", line_rows(invoice, typed)}}),
                   .status = problem.empty() ? 200 : 400});
}

/// A number of the form; the other side says what is wrong.
std::expected<Json, std::string> number_field(const Form& form, const std::string& name)
{
    const std::string text(form.get(name));
    const auto number = Decimal::parse(text);
    return number ? std::expected<Json, std::string>(Json(*number))
                  : std::unexpected("This was not saved: \"" + text + "\" is not a number.");
}

/// The line as the form has it; null where it is removed.
std::expected<Json, std::string> edited_line(const Json& line, const Form& form)
{
    const std::string id = id_of(line);
    if (form.get("amount" + id).empty()) {
        return Json();
    }
    Json edited = line;
    auto amount = number_field(form, "amount" + id);
    if (!amount) {
        return amount;
    }
    edited.set("Amount", *std::move(amount));
    edited.set("Description", form.get("description" + id));
    Json& detail = *edited.find("SalesItemLineDetail");
    for (const auto& [member, field] :
         {std::pair{"Qty", "quantity" + id}, std::pair{"UnitPrice", "price" + id}}) {
        if (form.get(field).empty()) {
            detail.erase(member);
            continue;
        }
        auto number = number_field(form, field);
        if (!number) {
            return number;
        }
        detail.set(member, *std::move(number));
    }
    return edited;
}

std::expected<Json, std::string> edited_lines(const Json& invoice, const Form& form)
{
    Json lines = Json::array();
    for (const Json& line : *invoice["Line"].if_array()) {
        auto edited = is_item(line) ? edited_line(line, form) : line;
        if (!edited) {
            return edited;
        }
        if (!edited->is_null()) {
            lines.push_back(*std::move(edited));
        }
    }
    return lines;
}

/// The sparse update that the form asks for. The version is that of the page, so that nobody's
/// work is overwritten.
std::expected<Json, std::string> edit_of(const Json& invoice, const Form& form)
{
    auto lines = edited_lines(invoice, form);
    if (!lines) {
        return lines;
    }
    Json body = Json::Object{{"Id", invoice["Id"]},
                             {"SyncToken", form.get("version")},
                             {"sparse", true},
                             {"TxnDate", form.get("date")},
                             {"DueDate", form.get("due")},
                             {"Line", *std::move(lines)}};
    const std::string email(form.get("email"));
    body.set("BillEmail", email.empty() ? Json() : Json(Json::Object{{"Address", email}}));
    const std::string message(form.get("message"));
    body.set("CustomerMemo", message.empty() ? Json() : Json(Json::Object{{"value", message}}));
    const std::string memo(form.get("memo"));
    body.set("PrivateNote", memo.empty() ? Json() : Json(memo));
    return body;
}

} // namespace

Response edit_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const auto invoice = company.table("Invoice").find(std::string(request.parameter("txnId")));
    return invoice == nullptr ? not_there(context, company, "invoice")
                              : show_form(context, company, *invoice, {}, nullptr);
}

Response save_edit(Context& context, const Request& request)
{
    Company& company = company_of(context, request);
    const auto invoice = company.table("Invoice").find(std::string(request.parameter("txnId")));
    if (invoice == nullptr) {
        return not_there(context, company, "invoice");
    }
    const Form form = read_form(request);
    const auto edit = edit_of(*invoice, form);
    if (!edit) {
        return show_form(context, company, *invoice, edit.error(), &form);
    }
    const auto saved = update(company, invoice_type, *edit, context.now());
    if (!saved) {
        return show_form(context, company, *invoice, words_of(saved.error()), &form);
    }
    return html::see_other(address(company, "/app/invoice", "txnId", id_of(*invoice)));
}

} // namespace emulator::quickbooks::pages
