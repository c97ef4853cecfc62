#include "emulator/pipedrive/web_actions.hpp"

#include "emulator/oauth/form.hpp"
#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/query.hpp"
#include "emulator/pipedrive/contacts/organizations.hpp"
#include "emulator/pipedrive/contacts/persons.hpp"
#include "emulator/pipedrive/deals/deals.hpp"
#include "emulator/pipedrive/extension.hpp"
#include "emulator/pipedrive/history/activities.hpp"
#include "emulator/pipedrive/oauth/oauth.hpp"
#include "emulator/pipedrive/pages/layout.hpp"

namespace emulator::pipedrive {

using net::Response;

namespace {

std::optional<DealStatus> parse_status(std::string_view text)
{
    if (text == "open") {
        return DealStatus::open;
    }
    if (text == "won") {
        return DealStatus::won;
    }
    return text == "lost" ? std::optional(DealStatus::lost) : std::nullopt;
}

/// Runs an endpoint of the REST API for the signed-in person.
Response create_as_person(Context& context, CallHandler handler, const Json& body)
{
    const Authority::Session session{.user_id = context.world.web_user_id, .scopes = {}};
    const net::Request request{.method = "POST",
                               .target = {},
                               .path = {},
                               .query = {},
                               .headers = {},
                               .body = body.dump()};
    const std::string none;
    return handler(
        {.context = context, .request = request, .id = none, .session = session, .sub_id = none});
}

RecordId created_id(const Response& response)
{
    const auto body = Json::parse(response.body);
    return body ? (*body)["data"]["id"].int_or(0) : 0;
}

RecordId organization_named(Context& context, const std::string& name)
{
    for (const auto& [id, organization] : context.world.organizations) {
        if (organization.name == name) {
            return id;
        }
    }
    return created_id(create_as_person(context, create_organization, Json::Object{{"name", name}}));
}

RecordId person_named(Context& context, const std::string& name)
{
    for (const auto& [id, person] : context.world.persons) {
        if (person.name() == name) {
            return id;
        }
    }
    return created_id(create_as_person(context, create_person, Json::Object{{"name", name}}));
}

} // namespace

Response follow_link(const Context& context, const net::Request& request, const std::string& id)
{
    SurfaceRequest wanted = surface_request(request);
    wanted.action = id;
    const auto address = context.authority.is_installed(context.world.web_user_id)
                             ? link_address(context, wanted)
                             : std::nullopt;
    if (!address) {
        return pages::problem(context, 404, "problem.no_action", "problem.no_action.why");
    }
    return {.status = 302, .headers = {{"location", *address}, {"cache-control", "no-store"}}};
}

Response call_json_modal(Context& context, const net::Request& request, const std::string& id)
{
    SurfaceRequest wanted = surface_request(request);
    wanted.action = id;
    auto call = context.authority.is_installed(context.world.web_user_id)
                    ? json_modal_request(context, wanted, request)
                    : std::nullopt;
    if (!call) {
        return answer::not_found();
    }
    return answer::json(200, Json::Object{{"ticket", context.app_calls.start(*std::move(call))}});
}

Response app_call(const Context& context, const std::string& ticket)
{
    const auto call = context.app_calls.find(ticket);
    if (!call) {
        return answer::not_found();
    }
    if (!call->is_answered) {
        return answer::json(200, Json::Object{{"waiting", true}});
    }
    const auto& response = call->response;
    return answer::json(
        200,
        Json::Object{{"status", response ? response->status : 0},
                     {"body", response ? Json::parse(response->body).value_or(Json()) : Json()}});
}

Response create_record(Context& context, const net::Request& request, const std::string& resource)
{
    const auto body = Json::parse(request.body);
    if (resource == "activity") {
        return create_as_person(context, create_activity, body ? *body : Json());
    }
    const bool is_deal = resource == "deal";
    if (!is_deal && resource != "person" && resource != "organization") {
        return answer::not_found();
    }
    const std::string_view key = is_deal ? "title" : "name";
    // Before any person or organization is created for a record that will be refused.
    const std::string title = body ? (*body)[key].string_or() : "";
    Json wish = Json::Object{{std::string(key), title}};
    const std::string organization = body ? (*body)["organization"].string_or() : "";
    const std::string person = body ? (*body)["person"].string_or() : "";
    if (!title.empty() && !organization.empty() && resource != "organization") {
        wish.set("org_id", organization_named(context, organization));
    }
    if (!title.empty() && !person.empty() && is_deal) {
        wish.set("person_id", person_named(context, person));
    }
    if (is_deal) {
        return create_as_person(context, create_deal, wish);
    }
    return create_as_person(
        context, resource == "person" ? create_person : create_organization, wish);
}

Response set_deal_status(Context& context, const net::Request& request, const std::string& id)
{
    const auto number = parse_integer(id);
    Deal* deal = number ? find(context.world.deals, *number) : nullptr;
    if (deal == nullptr) {
        return pages::problem(context, 404, "problem.no_deal", "problem.gone");
    }
    const auto status = parse_status(read_form(request).get("status"));
    if (!status) {
        return pages::problem(context, 400, "problem.status", "problem.status.why");
    }
    const Time now = context.clock.now();
    Json before = deal_json(context.world, *deal);
    deal->status = *status;
    deal->update_time = now;
    deal->close_time = *status == DealStatus::open ? std::nullopt : std::optional(now);
    deal->lost_reason.clear();
    context.world.remember({.entity = "deal",
                            .id = deal->id,
                            .action = Action::change,
                            .before = std::move(before),
                            .after = deal_json(context.world, *deal),
                            .time = now,
                            .user_id = context.world.web_user_id,
                            .source = Source::app});
    return pages::see_other("/deal/" + id);
}

Response uninstall(Context& context)
{
    const RecordId user_id = context.world.web_user_id;
    if (context.authority.is_installed(user_id)) {
        auto callback = oauth::uninstall_callback(context, user_id);
        context.authority.uninstall(user_id);
        if (context.options.send) {
            context.options.send(std::move(callback));
        }
    }
    return pages::see_other("/settings/marketplace");
}

} // namespace emulator::pipedrive
