#include "emulator/quickbooks/api/api.hpp"

#include "base/utf8.hpp"
#include "emulator/oauth/form.hpp"
#include "emulator/quickbooks/api/answer.hpp"
#include "emulator/quickbooks/api/batch.hpp"
#include "emulator/quickbooks/api/change_data.hpp"
#include "emulator/quickbooks/api/operations.hpp"
#include "emulator/quickbooks/books/text.hpp"
#include "emulator/quickbooks/lists/attachable.hpp"
#include "emulator/quickbooks/lists/exchange_rate.hpp"
#include "emulator/quickbooks/lists/tax_service.hpp"
#include "emulator/quickbooks/oauth/oauth.hpp"
#include "emulator/quickbooks/query/query.hpp"
#include "emulator/quickbooks/sales/delivery.hpp"
#include "emulator/quickbooks/sales/pdf.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

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
    const EntityType* type; ///< of the address; null where it names none
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

Response refuse(const Call& call, const Fault& fault)
{
    return answer::refusal(fault, call.now);
}

Response
entity_or_refusal(const Call& call, std::string_view name, const Outcome<std::string>& text)
{
    return text ? answer::entity(name, *text, call.now) : refuse(call, text.error());
}

Response read(const Call& call)
{
    const std::string& id = call.params.at("id");
    const Record* record = call.company.table(call.type->name).record(id);
    if (record == nullptr) {
        return refuse(call, not_there(id));
    }
    const Includes includes = Includes::of(call.request, call.company.realm);
    return answer::entity(call.type->name, record_text(*call.type, *record, includes), call.now);
}

Response read_company_info(const Call& call)
{
    if (call.params.at("id") != call.company.realm) {
        return refuse(call, fault("610"));
    }
    return answer::entity("CompanyInfo", call.company.info().dump(), call.now);
}

Response read_preferences(const Call& call)
{
    return answer::entity("Preferences", call.company.preferences().dump(), call.now);
}

Response query(const Call& call, std::string_view statement)
{
    const Includes includes = Includes::of(call.request, call.company.realm);
    const auto text = [&](const EntityType& type, const Record& record) {
        return record_text(type, record, includes);
    };
    return entity_or_refusal(
        call, "QueryResponse", run_query(call.company, statement, call.now, text));
}

Response query_by_parameter(const Call& call)
{
    return query(call, call.request.parameter("query"));
}

Response query_by_body(const Call& call)
{
    return query(call, call.request.body);
}

/// The JSON object in the body. The vendor takes XML as well; the emulator does not.
Outcome<Json> read_body(const Request& request)
{
    if (!billbridge::is_utf8(request.body)) {
        return std::unexpected(fault("500"));
    }
    auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return std::unexpected(fault("2010", "The request is no JSON object"));
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
    const std::string* stored = id.empty() ? nullptr : call.company.replies.find(id);
    if (stored != nullptr) {
        return answer::json_text(200, *stored);
    }
    Response response = write();
    if (!id.empty() && response.status == 200) {
        call.company.replies.keep(id, response.body);
    }
    return response;
}

Response write(const Call& call)
{
    return write_once(call, [&] {
        const auto body = read_body(call.request);
        if (!body) {
            return refuse(call, body.error());
        }
        const std::string_view operation = call.request.parameter("operation");
        return entity_or_refusal(call,
                                 call.type->name,
                                 operate(call.company,
                                         *call.type,
                                         operation,
                                         *body,
                                         Includes::of(call.request, call.company.realm),
                                         call.now));
    });
}

Response run_batch_call(const Call& call)
{
    return write_once(call, [&] {
        const auto body = read_body(call.request);
        if (!body) {
            return refuse(call, body.error());
        }
        const auto text = run_batch(
            call.company, *body, Includes::of(call.request, call.company.realm), call.now);
        return text ? answer::json_text(200, *text) : refuse(call, text.error());
    });
}

Response changed_since(const Call& call)
{
    const auto text = change_data(call.company,
                                  call.request.parameter("entities"),
                                  call.request.parameter("changedSince"),
                                  call.now);
    return text ? answer::json_text(200, *text) : refuse(call, text.error());
}

Response send(const Call& call)
{
    return write_once(call, [&] {
        const auto sent = send_document(call.company,
                                        *call.type,
                                        call.params.at("id"),
                                        call.request.parameter("sendTo"),
                                        call.now);
        return sent ? answer::entity(call.type->name, (*sent)->text(), call.now)
                    : refuse(call, sent.error());
    });
}

Response print(const Call& call)
{
    const std::string& id = call.params.at("id");
    const auto document = call.company.table(call.type->name).find(id);
    if (document == nullptr) {
        return refuse(call, not_there(id));
    }
    Response response =
        answer::json_text(200, document_pdf(call.company.info(), call.type->name, *document));
    response.headers.set("content-type", "application/pdf");
    return response;
}

Response read_exchange_rate(const Call& call)
{
    const auto rate = exchange_rate(call.company,
                                    call.request.parameter("sourcecurrencycode"),
                                    call.request.parameter("asofdate"),
                                    call.now);
    return rate ? answer::entity("ExchangeRate", rate->dump(), call.now)
                : refuse(call, rate.error());
}

Response write_exchange_rate(const Call& call)
{
    return write_once(call, [&] {
        const auto body = read_body(call.request);
        if (!body) {
            return refuse(call, body.error());
        }
        const auto set = set_exchange_rate(call.company, *body, call.now);
        return set ? answer::entity("ExchangeRate", (*set)->text(), call.now)
                   : refuse(call, set.error());
    });
}

Response write_tax_code(const Call& call)
{
    return write_once(call, [&] {
        const auto body = read_body(call.request);
        if (!body) {
            return refuse(call, body.error());
        }
        const auto made = create_tax_code(call.company, *body, call.now);
        return made ? answer::json(200, *made) : refuse(call, made.error());
    });
}

Response upload(const Call& call)
{
    return write_once(call, [&] {
        const auto text = upload_files(call.company,
                                       call.request.headers.get("content-type"),
                                       call.request.body,
                                       call.request.headers.get("host"),
                                       call.now);
        return text ? answer::json_text(200, *text) : refuse(call, text.error());
    });
}

/// The address from which the file itself can be fetched, as text.
Response download(const Call& call)
{
    const auto attachable = call.company.table("Attachable").find(call.params.at("id"));
    if (attachable == nullptr || (*attachable)["FileAccessUri"].is_null()) {
        return refuse(call, not_there(call.params.at("id")));
    }
    const Json shown =
        with_download(*attachable, call.request.headers.get("host"), call.company.realm);
    Response response = answer::json_text(200, shown["TempDownloadUri"].string_or());
    response.headers.set("content-type", "text/plain");
    return response;
}

/// A file itself, for whoever knows its address, which the vendor makes short-lived.
Response stored_file(Context& context, const std::string& realm, const std::string& id)
{
    const Company* company = context.company(realm);
    const bool is_there = company != nullptr && company->files.contains(id);
    if (!is_there) {
        return {.status = 404, .headers = {{"content-type", "text/plain"}}, .body = "not found\n"};
    }
    const StoredFile& file = company->files.at(id);
    return {.status = 200,
            .headers = {{"content-type", file.content_type},
                        {"content-disposition", "attachment"},
                        {"x-content-type-options", "nosniff"}},
            .body = file.bytes};
}

struct ApiRoute {
    std::string_view method;
    std::string pattern;
    Handler handler;
    kit::Metering metering;
    const EntityType* type = nullptr;
};

/// Most reads are metered (CorePlus), most writes are not (Core).
constexpr auto metered = kit::Metering::metered;
constexpr auto free_of_charge = kit::Metering::free;

std::vector<ApiRoute> fixed_routes()
{
    return {
        {"GET", "/companyinfo/{id}", read_company_info, metered},
        {"GET", "/preferences", read_preferences, metered},
        {"GET", "/query", query_by_parameter, metered},
        {"POST", "/query", query_by_body, metered},
        {"GET", "/cdc", changed_since, metered},
        {"POST", "/batch", run_batch_call, free_of_charge},
        {"GET", "/exchangerate", read_exchange_rate, metered},
        {"POST", "/exchangerate", write_exchange_rate, free_of_charge},
        // Clients write it both ways.
        {"POST", "/taxservice/taxcode", write_tax_code, free_of_charge},
        {"POST", "/taxService/taxcode", write_tax_code, free_of_charge},
        {"POST", "/upload", upload, free_of_charge},
        {"GET", "/download/{id}", download, metered},
    };
}

/// How long the vendor advises to wait.
constexpr const char* advised_wait = "60";

Response throttled(const Context& context, const Fault& refused)
{
    Response response = answer::refusal(refused, context.now());
    if (context.throttle.tells_when) {
        response.headers.set("retry-after", advised_wait);
    }
    return response;
}

/// These have an address of their own.
bool is_single(const EntityType& type)
{
    return type.name == "CompanyInfo" || type.name == "Preferences" || type.name == "ExchangeRate";
}

std::vector<ApiRoute> routes_of(const EntityType& type)
{
    const std::string path = "/" + lower_case(type.name);
    std::vector<ApiRoute> routes;
    if (type.is_document) {
        routes.push_back({"GET", path + "/{id}/pdf", print, metered, &type});
        routes.push_back({"POST", path + "/{id}/send", send, free_of_charge, &type});
    }
    if (!is_single(type)) {
        routes.push_back({"GET", path + "/{id}", read, metered, &type});
    }
    if (type.name != "ExchangeRate") {
        routes.push_back({"POST", path, write, free_of_charge, &type}); // refuses what only is read
    }
    return routes;
}

std::vector<ApiRoute> all_routes()
{
    std::vector<ApiRoute> routes = fixed_routes();
    for (const EntityType* type : entity_types()) {
        std::ranges::move(routes_of(*type), std::back_inserter(routes));
    }
    return routes;
}

} // namespace

bool is_charged(kit::Metering of_route, const Request& request)
{
    return of_route == kit::Metering::metered ||
           (request.path.ends_with("/batch") && has_query(request.body));
}

void add_api(kit::Router& router, Context& context)
{
    router.add("GET", "/files/{realm}/{id}", [&context](const Request&, const kit::Params& params) {
        return stored_file(context, params.at("realm"), params.at("id"));
    });
    for (ApiRoute& route : all_routes()) {
        auto handle = [&context,
                       handler = route.handler,
                       type = route.type,
                       metering = route.metering](const Request& request,
                                                  const kit::Params& params) {
            const auto company = authorized(context, request, params.at("realm"));
            if (!company) {
                return answer::refusal(company.error(), context.now());
            }
            const bool is_batch = request.path.ends_with("/batch");
            if (auto refused = context.throttle.admit((*company)->realm, is_batch, context.now())) {
                return throttled(context, *refused);
            }
            const bool charged = is_charged(metering, request);
            auto blocked = charged ? context.meter.check(context.now()) : std::nullopt;
            if (blocked && context.throttle.is_on) {
                return answer::refusal(*blocked, context.now());
            }
            Response response = handler({**company, type, request, params, context.now()});
            if (charged && response.status == 200) {
                context.meter.count(context.now());
            }
            return response;
        };
        router.add(std::string(route.method),
                   std::string(base) + route.pattern,
                   std::move(handle),
                   route.metering);
    }
}

} // namespace emulator::quickbooks
