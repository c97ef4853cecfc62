#include "emulator/quickbooks/control.hpp"

#include "emulator/kit/control_api.hpp"
#include "emulator/quickbooks/lists/customer_merge.hpp"
#include "emulator/quickbooks/sales/payment.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

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

template <class T>
struct Named {
    T value;
    std::string_view name;
};

constexpr Named<Authority::Rotation> rotations[] = {{Authority::Rotation::daily, "daily"},
                                                    {Authority::Rotation::always, "always"},
                                                    {Authority::Rotation::never, "never"}};
constexpr Named<Authority::OldValue> old_values[] = {{Authority::OldValue::refused, "refused"},
                                                     {Authority::OldValue::works, "works"}};

template <class T, std::size_t n>
std::optional<T> find_named(const Named<T> (&all)[n], std::string_view name)
{
    const auto it = std::ranges::find(all, name, &Named<T>::name);
    return it == std::end(all) ? std::nullopt : std::optional(it->value);
}

std::string_view name_of(Authority::Rotation rotation)
{
    return std::ranges::find(rotations, rotation, &Named<Authority::Rotation>::value)->name;
}

std::string_view name_of(Authority::OldValue value)
{
    return std::ranges::find(old_values, value, &Named<Authority::OldValue>::value)->name;
}

/// The switch of that name, or what it was where the body does not say; none where it is no switch.
std::optional<bool> wanted_switch(const Json& body, const char* name, bool now)
{
    const Json* value = body.find(name);
    if (value == nullptr) {
        return now;
    }
    return value->if_bool() == nullptr ? std::nullopt : std::optional(*value->if_bool());
}

std::string words_of(const Fault& fault)
{
    return fault.detail.empty() ? fault.message : fault.detail;
}

/// `{"Invoice":{..}}`
Response answer_record(const EntityType& type, Json entity)
{
    Json body = Json::object();
    body.set(type.name, std::move(entity));
    return control_answer(body);
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
    return answer_record(*type, std::move(changed));
}

Response add_deposit(Context& context, const Request& request, const kit::Params&)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return control_refusal(object_wanted);
    }
    Company* company = context.company_or_first((*body)["realm"].string_or());
    if (company == nullptr) {
        return control_refusal(no_company);
    }
    const std::string id = text_of((*body)["payment"]);
    if (company->table("Payment").record(id) == nullptr) {
        return no_such_thing("there is no payment " + id);
    }
    company->deposited_payments.insert(id);
    return control_answer(Json::Object{{"payment", id}});
}

Response list_emails(Context& context, const Request& request, const kit::Params&)
{
    const Company* company = context.company_or_first(request.parameter("realm"));
    if (company == nullptr) {
        return control_refusal(no_company);
    }
    auto list = [](const std::vector<std::string>& addresses) {
        Json all = Json::array();
        for (const std::string& address : addresses) {
            all.push_back(address);
        }
        return all;
    };
    Json emails = Json::array();
    for (const SentEmail& email : company->sent_emails) {
        emails.push_back(Json::Object{{"entity", email.entity},
                                      {"id", email.id},
                                      {"number", email.number},
                                      {"to", list(email.to)},
                                      {"cc", list(email.cc)},
                                      {"bcc", list(email.bcc)},
                                      {"subject", email.subject},
                                      {"message", email.message},
                                      {"time", stamp(email.time)}});
    }
    return control_answer(Json::Object{{"emails", std::move(emails)}});
}

Response create_record(Context& context, const Request& request, const kit::Params& params)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return control_refusal(object_wanted);
    }
    Company* company = context.company_or_first(request.parameter("realm"));
    const EntityType* type = find_entity_type(params.at("entity"));
    if (company == nullptr || type == nullptr) {
        return control_refusal(company == nullptr ? no_company : "there is no such entity");
    }
    const auto made = create(*company, *type, *body, context.now());
    return made ? answer_record(*type, (*made)->json()) : control_refusal(made.error().detail);
}

Response remove_record(Context& context, const Request& request, const kit::Params& params)
{
    Company* company = context.company_or_first(request.parameter("realm"));
    if (company == nullptr) {
        return control_refusal(no_company);
    }
    const EntityType* type = find_entity_type(params.at("entity"));
    const auto row = type == nullptr ? nullptr : company->table(type->name).find(params.at("id"));
    if (row == nullptr) {
        return no_such_thing("there is no " + params.at("entity") + " " + params.at("id"));
    }
    Json body = Json::Object{{"Id", (*row)["Id"]}, {"SyncToken", (*row)["SyncToken"]}};
    if (type->is_name_list) {
        body.set("sparse", true).set("Active", false);
        const auto hidden = update(*company, *type, body, context.now());
        return hidden ? answer_record(*type, (*hidden)->json())
                      : control_refusal(hidden.error().detail);
    }
    const auto stub = remove(*company, *type, body, context.now());
    return stub ? answer_record(*type, *stub) : control_refusal(stub.error().detail);
}

Response merge(Context& context, const Request& request, const kit::Params&)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return control_refusal(object_wanted);
    }
    Company* company = context.company_or_first((*body)["realm"].string_or());
    if (company == nullptr) {
        return control_refusal(no_company);
    }
    const auto kept = merge_customers(
        *company, text_of((*body)["from"]), text_of((*body)["into"]), context.now());
    return kept ? answer_record(entity_type("Customer"), (*kept)->json())
                : control_refusal(words_of(kept.error()));
}

Response get_oauth(Context& context, const Request&, const kit::Params&)
{
    return control_answer(Json::Object{{"rotation", name_of(context.authority.rotation)},
                                       {"old_value", name_of(context.authority.old_value)}});
}

Response set_oauth(Context& context, const Request& request, const kit::Params& params)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return control_refusal(object_wanted);
    }
    Authority& authority = context.authority;
    const std::string rotation = (*body)["rotation"].string_or(name_of(authority.rotation));
    const std::string old_value = (*body)["old_value"].string_or(name_of(authority.old_value));
    const auto wanted_rotation = find_named(rotations, rotation);
    const auto wanted_value = find_named(old_values, old_value);
    if (!wanted_rotation || !wanted_value) {
        return control_refusal("rotation is daily, always or never; old_value is refused or works");
    }
    authority.rotation = *wanted_rotation;
    authority.old_value = *wanted_value;
    return get_oauth(context, request, params);
}

Response set_subscription(Context& context, const Request& request, const kit::Params&)
{
    const auto body = Json::parse(request.body);
    if (!body || (*body)["paid"].if_bool() == nullptr) {
        return control_refusal("paid must be true or false");
    }
    Company* company = context.company_or_first((*body)["realm"].string_or());
    if (company == nullptr) {
        return control_refusal(no_company);
    }
    company->has_subscription = *(*body)["paid"].if_bool();
    return control_answer(*body);
}

Response get_limits(Context& context, const Request&, const kit::Params&)
{
    Json companies = Json::object();
    for (const Company& company : context.companies) {
        companies.set(company.realm, context.throttle.used(company.realm, context.now()));
    }
    return control_answer(Json::Object{{"on", context.throttle.is_on},
                                       {"retry_after", context.throttle.tells_when},
                                       {"metered_budget", context.meter.budget},
                                       {"metered_used", context.meter.used(context.now())},
                                       {"metered_refusal", context.meter.refusal},
                                       {"companies", std::move(companies)}});
}

Response set_limits(Context& context, const Request& request, const kit::Params& params)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return control_refusal(object_wanted);
    }
    const auto is_on = wanted_switch(*body, "on", context.throttle.is_on);
    const auto tells_when = wanted_switch(*body, "retry_after", context.throttle.tells_when);
    if (!is_on || !tells_when) {
        return control_refusal("on and retry_after must be true or false");
    }
    const std::int64_t budget = body->find("metered_budget") == nullptr
                                    ? context.meter.budget
                                    : (*body)["metered_budget"].int_or(-1);
    const std::string refusal = (*body)["metered_refusal"].string_or(context.meter.refusal);
    if (budget < 0 || (refusal != "3001" && refusal != "3100")) {
        return control_refusal("metered_budget is a number, metered_refusal 3001 or 3100");
    }
    context.throttle.is_on = *is_on;
    context.throttle.tells_when = *tells_when;
    context.meter.budget = budget;
    context.meter.refusal = refusal;
    return get_limits(context, request, params);
}

} // namespace emulator::quickbooks::control
