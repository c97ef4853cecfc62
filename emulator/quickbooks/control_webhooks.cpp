#include "emulator/quickbooks/control_webhooks.hpp"

#include "emulator/kit/control_api.hpp"
#include "emulator/kit/courier_control.hpp"

namespace emulator::quickbooks::control {

using kit::control_answer;
using kit::control_refusal;
using net::Request;
using net::Response;

namespace {

constexpr std::string_view cloud_events = "cloudevents";
constexpr std::string_view classic = "classic";

/// Takes the members that are there; the value says what is wrong, if anything is.
std::optional<std::string> read_settings(const Json& body, Notifier::Settings& settings)
{
    if (const Json* format = body.find("format")) {
        const std::string name = format->string_or();
        if (name != cloud_events && name != classic) {
            return "format is cloudevents or classic";
        }
        settings.format =
            name == classic ? Notifier::Format::classic : Notifier::Format::cloud_events;
    }
    if (body.find("aggregation_ms") != nullptr) {
        constexpr std::int64_t no_number = -1;
        const std::int64_t aggregation = body["aggregation_ms"].int_or(no_number);
        if (aggregation < 0) {
            return "aggregation_ms must be a number and not negative";
        }
        settings.aggregation = std::chrono::milliseconds(aggregation);
    }
    if (const Json* url = body.find("url")) {
        const std::string* address = url->if_string();
        const bool is_address =
            address != nullptr && (address->empty() || address->starts_with("http://") ||
                                   address->starts_with("https://"));
        if (!is_address) {
            return "url must be an address of http or https, or empty";
        }
        settings.url = *address;
    }
    return std::nullopt;
}

} // namespace

Response get_webhooks(Context& context, const Request&, const kit::Params&)
{
    const Notifier::Settings& settings = context.notifier.settings;
    const bool is_classic = settings.format == Notifier::Format::classic;
    Json body = Json::Object{{"url", settings.url},
                             {"format", is_classic ? classic : cloud_events},
                             {"aggregation_ms", std::int64_t{settings.aggregation.count()}}};
    const Json courier = kit::courier_json(context.notifier.courier);
    for (const auto& [name, value] : *courier.if_object()) {
        body.set(name, value);
    }
    return control_answer(body);
}

Response set_webhooks(Context& context, const Request& request, const kit::Params& params)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return control_refusal("the body must be a JSON object");
    }
    Notifier::Settings settings = context.notifier.settings;
    if (const auto problem = read_settings(*body, settings)) {
        return control_refusal(*problem);
    }
    if (const auto problem = kit::set_courier(context.notifier.courier, *body)) {
        return control_refusal(*problem);
    }
    context.notifier.settings = std::move(settings);
    return get_webhooks(context, request, params);
}

Response drop_webhooks(Context& context, const Request& request, const kit::Params& params)
{
    context.notifier.drop_all();
    return get_webhooks(context, request, params);
}

Response deliver_webhooks(Context& context, const Request& request, const kit::Params& params)
{
    context.notifier.deliver_now();
    return get_webhooks(context, request, params);
}

Response forge_webhook(Context& context, const Request& request, const kit::Params& params)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return control_refusal("the body must be a JSON object");
    }
    Company* company = context.company_or_first((*body)["realm"].string_or());
    if (company == nullptr || context.notifier.settings.url.empty()) {
        return control_refusal(company == nullptr ? "there is no such company"
                                                  : "webhooks go nowhere: set a url");
    }
    context.notifier.forge(company->realm,
                           {.entity = (*body)["entity"].string_or("Invoice"),
                            .id = text_of((*body)["id"]),
                            .operation = Operation::updated,
                            .time = context.now()});
    return get_webhooks(context, request, params);
}

} // namespace emulator::quickbooks::control
