#include "emulator/quickbooks/pages/customer_page.hpp"

#include "emulator/kit/html.hpp"
#include "emulator/oauth/form.hpp"
#include "emulator/quickbooks/lists/customer.hpp"
#include "emulator/quickbooks/pages/books_frame.hpp"
#include "emulator/quickbooks/pages/list_pages.hpp"

namespace emulator::quickbooks::pages {

namespace html = kit::html;
using billbridge::net::Request;
using billbridge::net::Response;

namespace {

constexpr std::string_view page_text = R"({{&problem}}<h1>{{name}}</h1><div class="columns">
<div><h2>Billing address</h2><address>{{&address}}</address></div>
<div><h2>E-mail</h2><p>{{email}}</p></div><div><h2>Phone</h2><p>{{phone}}</p></div>
<div><h2>Open balance</h2><p>{{balance}}</p></div><div><h2>Notes</h2><p>{{notes}}</p></div>
</div>{{&invoices}}
<form class="receive actions" method="post" action="{{here}}">
<label>Name<input type="text" name="name" value="{{name}}" required></label>
<label>E-mail<input type="text" name="email" value="{{address_text}}"></label>
<label>Status<select name="active"><option value="yes">Active</option>
<option value="no"{{&inactive}}>Inactive</option></select></label>
<button>Save</button></form>)";

Response
show(const Context& context, const Company& company, const Json& customer, std::string_view problem)
{
    const std::string name = customer["DisplayName"].string_or();
    const std::string id = id_of(customer);
    const std::string email = customer["PrimaryEmailAddr"]["Address"].string_or();
    std::string main =
        html::fill(page_text,
                   {{"problem", problem_html(problem)},
                    {"name", name},
                    {"address", address_html(customer["BillAddr"])},
                    {"email", email.empty() ? "-" : email},
                    {"address_text", email},
                    {"phone", customer["PrimaryPhone"]["FreeFormNumber"].string_or("-")},
                    {"balance", amount_text(customer["Balance"], currency_of(company, customer))},
                    {"notes", customer["Notes"].string_or("-")},
                    {"invoices",
                     invoice_table(company,
                                   invoices_of(company, id),
                                   server_day(context.now()),
                                   "There are no invoices yet.")},
                    {"here", address(company, "/app/customerdetail", "nameId", id)},
                    {"inactive", customer["Active"].bool_or(true) ? "" : " selected"}});
    return render(context,
                  company,
                  {.title = name, .main = std::move(main), .status = problem.empty() ? 200 : 400});
}

} // namespace

Response customer_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const auto customer = company.table("Customer").find(std::string(request.parameter("nameId")));
    return customer == nullptr ? not_there(context, company, "customer")
                               : show(context, company, *customer, {});
}

Response save_customer(Context& context, const Request& request)
{
    Company& company = company_of(context, request);
    const auto customer = company.table("Customer").find(std::string(request.parameter("nameId")));
    if (customer == nullptr) {
        return not_there(context, company, "customer");
    }
    const Form form = read_form(request);
    const std::string email(form.get("email"));
    const Json body = Json::Object{
        {"Id", (*customer)["Id"]},
        {"SyncToken", (*customer)["SyncToken"]},
        {"sparse", true},
        {"DisplayName", form.get("name")},
        {"Active", form.get("active") != "no"},
        {"PrimaryEmailAddr", email.empty() ? Json() : Json(Json::Object{{"Address", email}})}};
    const auto saved = update(company, customer_type, body, context.now());
    if (!saved) {
        return show(context, company, *customer, words_of(saved.error()));
    }
    return html::see_other(address(company, "/app/customerdetail", "nameId", id_of(*customer)));
}

} // namespace emulator::quickbooks::pages
