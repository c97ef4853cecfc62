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
    Notifier::Settings& settings = context.notifier.settings;
    const std::string format = (*body)["format"].string_or();
    if (!format.empty() && format != cloud_events && format != classic) {
        return control_refusal("format is cloudevents or classic");
    }
    const std::int64_t aggregation = (*body)["aggregation_ms"].int_or(settings.aggregation.count());
    if (aggregation < 0) {
        return control_refusal("aggregation_ms must not be negative");
    }
    if (const auto problem = kit::set_courier(context.notifier.courier, *body)) {
        return control_refusal(*problem);
    }
    settings.url = (*body)["url"].string_or(settings.url);
    settings.aggregation = std::chrono::milliseconds(aggregation);
    if (!format.empty()) {
        settings.format =
            format == classic ? Notifier::Format::classic : Notifier::Format::cloud_events;
    }
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
