#include "emulator/quickbooks/control.hpp"

#include "emulator/kit/control_api.hpp"
#include "emulator/quickbooks/payment.hpp"

namespace emulator::quickbooks::control {

using kit::control_answer;
using kit::control_refusal;
using net::Request;
using net::Response;

namespace {

constexpr std::string_view no_company = "there is no such company";
constexpr std::string_view object_wanted = "the body must be a JSON object";

Response no_such_thing(std::string_view reason)
{
    return control_answer(Json::Object{{"error", reason}}, 404);
}

/// Puts the members over those that are there; objects are merged.
void merge(Json& target, const Json& changes)
{
    for (const auto& [name, value] : *changes.if_object()) {
        Json* present = target.find(name);
        if (value.is_null()) {
            target.erase(name);
        } else if (present != nullptr && present->if_object() && value.if_object()) {
            merge(*present, value);
        } else {
            target.set(name, value);
        }
    }
}

} // namespace

Response get_state(Context& context, const Request&, const kit::Params&)
{
    Json companies = Json::array();
    for (const Company& company : context.companies) {
        companies.push_back(
            Json::Object{{"realm", company.realm},
                         {"name", company.name()},
                         {"connected", context.authority.is_connected(company.realm)}});
    }
    return control_answer(Json::Object{{"companies", std::move(companies)}});
}

Response add_payment(Context& context, const Request& request, const kit::Params&)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return control_refusal(object_wanted);
    }
    Company* company = context.company_or_first((*body)["realm"].string_or());
    if (company == nullptr) {
        return control_refusal(no_company);
    }
    const auto amount = (*body)["amount"].decimal();
    if (!amount) {
        return control_refusal("the amount must be a number");
    }
    const auto payment =
        record_payment(*company, text_of((*body)["invoice"]), *amount, context.now());
    return payment ? control_answer(Json::Object{{"Payment", *payment}})
                   : control_refusal(payment.error());
}

Response expire_access_tokens(Context& context, const Request&, const kit::Params&)
{
    context.authority.expire_access_tokens();
    return control_answer(Json::object());
}

Response disconnect(Context& context, const Request& request, const kit::Params& params)
{
    const auto body = Json::parse(request.body);
    Company* company = context.company_or_first(body ? (*body)["realm"].string_or() : "");
    if (company == nullptr) {
        return control_refusal(no_company);
    }
    context.authority.disconnect(company->realm);
    return get_state(context, request, params);
}

Response list_records(Context& context, const Request& request, const kit::Params& params)
{
    const Company* company = context.company_or_first(request.parameter("realm"));
    if (company == nullptr) {
        return control_refusal(no_company);
    }
    const std::string& entity = params.at("entity");
    const EntityType* type = find_entity_type(entity);
    Json records = Json::array();
    if (type != nullptr) {
        for (const Record& record : company->table(type->name).records()) {
            records.push_back(record.json());
        }
    }
    Json body = Json::object();
    body.set(entity, std::move(records));
    return control_answer(body);
}

Response change_record(Context& context, const Request& request, const kit::Params& params)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return control_refusal(object_wanted);
    }
    if (body->find("Id") != nullptr || body->find("SyncToken") != nullptr) {
        return control_refusal("Id and SyncToken cannot be set");
    }
    Company* company = context.company_or_first(request.parameter("realm"));
    if (company == nullptr) {
        return control_refusal(no_company);
    }
    const std::string& entity = params.at("entity");
    const EntityType* type = find_entity_type(entity);
    const auto row = type == nullptr ? nullptr : company->table(type->name).find(params.at("id"));
    if (row == nullptr) {
        return no_such_thing("there is no " + entity + " " + params.at("id"));
    }
    Json changed = *row;
    merge(changed, *body);
    touch(changed, context.now());
    post(*company, *type, changed, Operation::updated, context.now());
    Json answer = Json::object();
    answer.set(entity, std::move(changed));
    return control_answer(answer);
}

} // namespace emulator::quickbooks::control
