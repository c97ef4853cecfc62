#include "emulator/quickbooks/api.hpp"

#include "emulator/oauth/form.hpp"
#include "emulator/quickbooks/answer.hpp"
#include "emulator/quickbooks/customer.hpp"
#include "emulator/quickbooks/invoice.hpp"
#include "emulator/quickbooks/oauth.hpp"
#include "emulator/quickbooks/query.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace net = billbridge::net;
using net::Request;
using net::Response;

namespace {

constexpr std::string_view base = "/v3/company/{realm}";
constexpr std::size_t request_id_length_max = 50;

/// One authenticated call on behalf of a company.
struct Call {
    Company& company;
    const Request& request;
    const kit::Params& params;
    Time now;
};

using Handler = Response (*)(const Call&);

/// The company that the token opens and the path names; the gateway's refusal otherwise.
Outcome<Company*> authorized(Context& context, const Request& request, const std::string& realm)
{
    const auto consent = context.authority.consent(bearer_token(request), context.now());
    if (!consent) {
        return std::unexpected(fault("3200"));
    }
    const bool may_read = oauth::has_scope(consent->scope, oauth::accounting_scope);
    Company* company = context.company(realm);
    if (!may_read || consent->realm != realm || company == nullptr) {
        return std::unexpected(fault("3100"));
    }
    return company;
}

/// Read by id. Transactions are numbers; the pseudo tax codes are words.
template <const char* entity>
Response read(const Call& call)
{
    const std::string& id = call.params.at("id");
    const bool is_number = std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
    const Json* row = call.company.table(entity).find(id);
    if (row == nullptr) {
        return answer::refusal(fault(is_number ? "610" : "2030"), call.now);
    }
    return answer::entity(entity, *row, call.now);
}

Response read_company_info(const Call& call)
{
    if (call.params.at("id") != call.company.realm) {
        return answer::refusal(fault("610"), call.now);
    }
    return answer::entity("CompanyInfo", call.company.info(), call.now);
}

Response read_preferences(const Call& call)
{
    return answer::entity("Preferences", call.company.preferences(), call.now);
}

Response query(const Call& call, std::string_view statement)
{
    auto found = run_query(call.company, statement, call.now);
    return found ? answer::entity("QueryResponse", *std::move(found), call.now)
                 : answer::refusal(found.error(), call.now);
}

Response query_by_parameter(const Call& call)
{
    return query(call, call.request.parameter("query"));
}

Response query_by_body(const Call& call)
{
    return query(call, call.request.body);
}

bool includes(const Request& request, std::string_view word)
{
    return std::ranges::any_of(request.query, [&](const auto& parameter) {
        return parameter.first == "include" && parameter.second == word;
    });
}

Outcome<Json> make_customer(const Call& call, const Json& body)
{
    return create_customer(call.company, body, call.now);
}

Outcome<Json> make_invoice(const Call& call, const Json& body)
{
    return create_invoice(
        call.company, body, includes(call.request, "allowduplicatedocnum"), call.now);
}

/// The body of a create; the refusal of everything else that the same address does at the vendor.
Outcome<Json> new_entity(const Request& request)
{
    auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return std::unexpected(fault("2010", "The request is no JSON object"));
    }
    const std::string_view operation = request.parameter("operation");
    if (!operation.empty() || !(*body)["Id"].is_null()) {
        const std::string name(operation.empty() ? "update" : operation);
        return std::unexpected(fault("500", "Operation " + name + " is not supported."));
    }
    return *std::move(body);
}

/// Runs a write once for each `requestid`: a second request gets the answer that the first one got.
/// Refusals are not kept; whether the vendor keeps them is not known.
Response write_once(const Call& call, auto&& write)
{
    const std::string id(call.request.parameter("requestid"));
    if (id.size() > request_id_length_max) {
        return answer::refusal(fault("2130"), call.now);
    }
    const auto stored = call.company.replies.find(id);
    if (!id.empty() && stored != call.company.replies.end()) {
        Response replay = answer::json(200, Json());
        replay.body = stored->second;
        return replay;
    }
    Response response = write();
    if (!id.empty() && response.status == 200) {
        call.company.replies[id] = response.body;
    }
    return response;
}

template <const char* entity, Outcome<Json> (*make)(const Call&, const Json&)>
Response create(const Call& call)
{
    return write_once(call, [&] {
        const auto body = new_entity(call.request);
        if (!body) {
            return answer::refusal(body.error(), call.now);
        }
        auto made = make(call, *body);
        return made ? answer::entity(entity, *std::move(made), call.now)
                    : answer::refusal(made.error(), call.now);
    });
}

constexpr char customer[] = "Customer";
constexpr char invoice[] = "Invoice";
constexpr char item[] = "Item";
constexpr char payment[] = "Payment";
constexpr char term[] = "Term";
constexpr char tax_code[] = "TaxCode";
constexpr char tax_rate[] = "TaxRate";
constexpr char account[] = "Account";

struct ApiRoute {
    std::string_view method;
    std::string_view pattern;
    Handler handler;
    kit::Metering metering;
};

/// Most reads are metered (CorePlus), most writes are not (Core).
constexpr auto metered = kit::Metering::metered;
constexpr auto free_of_charge = kit::Metering::free;

constexpr ApiRoute routes[] = {
    {"GET", "/companyinfo/{id}", read_company_info, metered},
    {"GET", "/preferences", read_preferences, metered},
    {"GET", "/query", query_by_parameter, metered},
    {"POST", "/query", query_by_body, metered},
    {"GET", "/customer/{id}", read<customer>, metered},
    {"POST", "/customer", create<customer, make_customer>, free_of_charge},
    {"GET", "/invoice/{id}", read<invoice>, metered},
    {"POST", "/invoice", create<invoice, make_invoice>, free_of_charge},
    {"GET", "/item/{id}", read<item>, metered},
    {"GET", "/payment/{id}", read<payment>, metered},
    {"GET", "/term/{id}", read<term>, metered},
    {"GET", "/taxcode/{id}", read<tax_code>, metered},
    {"GET", "/taxrate/{id}", read<tax_rate>, metered},
    {"GET", "/account/{id}", read<account>, metered},
};

} // namespace

void add_api(kit::Router& router, Context& context)
{
    for (const ApiRoute& route : routes) {
        auto handle = [&context, &route](const Request& request, const kit::Params& params) {
            const auto company = authorized(context, request, params.at("realm"));
            if (!company) {
                return answer::refusal(company.error(), context.now());
            }
            return route.handler({**company, request, params, context.now()});
        };
        router.add(std::string(route.method),
                   std::string(base) + std::string(route.pattern),
                   std::move(handle),
                   route.metering);
    }
}

} // namespace emulator::quickbooks
