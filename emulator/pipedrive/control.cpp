#include "emulator/pipedrive/control.hpp"

#include "emulator/kit/control_api.hpp"
#include "emulator/kit/courier_control.hpp"
#include "emulator/oauth/form.hpp"
#include "emulator/pipedrive/api/query.hpp"
#include "emulator/pipedrive/extension.hpp"
#include "emulator/pipedrive/history/notes.hpp"
#include "emulator/pipedrive/pages/history.hpp"
#include "emulator/pipedrive/pages/layout.hpp"
#include "emulator/pipedrive/pages/side_bar.hpp"

namespace emulator::pipedrive::control {

using net::Response;

namespace {

/// A wish for another state; an empty member leaves things as they are.
struct Wish {
    std::string user;
    std::string language;
    std::string theme;
};

/// Grants the wish, or says why not and changes nothing.
std::optional<std::string> grant(Context& context, const Wish& wish)
{
    World& world = context.world;
    const RecordId user_id =
        wish.user.empty() ? world.web_user_id : parse_integer(wish.user).value_or(0);
    User* user = world.user(user_id);
    if (user == nullptr) {
        return "there is no user " + wish.user;
    }
    if (!wish.language.empty() && wish.language != "en" && wish.language != "pl") {
        return "language must be en or pl";
    }
    if (!wish.theme.empty() && wish.theme != "light" && wish.theme != "dark") {
        return "theme must be light or dark";
    }
    world.web_user_id = user_id;
    if (!wish.language.empty()) {
        user->language = wish.language;
    }
    if (!wish.theme.empty()) {
        user->theme = wish.theme == "dark" ? Theme::dark : Theme::light;
    }
    return std::nullopt;
}

/// What the app has registered for the user; null where it has not.
Json provider_json(const Context& context, const User& user)
{
    const auto& providers = context.world.invoicing_providers;
    const auto it = providers.find(user.id);
    return it == providers.end()
               ? Json()
               : Json(Json::Object{{"link_id", it->second.link_id}, {"org_id", it->second.org_id}});
}

Json user_json(const Context& context, const User& user)
{
    return Json::Object{{"id", user.id},
                        {"name", user.name},
                        {"is_admin", user.is_admin},
                        {"language", user.language},
                        {"theme", user.theme == Theme::dark ? "dark" : "light"},
                        {"installed", context.authority.is_installed(user.id)},
                        {"invoicing_provider", provider_json(context, user)}};
}

Response not_installed()
{
    return kit::control_answer(Json::Object{{"error", "the app is not installed for this user"}},
                               404);
}

/// Only a path of this site: no form can lead elsewhere.
std::string local_path(std::string_view back)
{
    const bool is_local = back.starts_with('/') && !back.starts_with("//") &&
                          back.find_first_of("\\\r\n") == std::string_view::npos;
    return is_local ? std::string(back) : "/deals";
}

/// The record that a request names by kind and id.
std::optional<pages::Subject> subject_of(const net::Request& request)
{
    const auto id = parse_integer(request.parameter("id"));
    for (const RecordKind kind : {RecordKind::deal, RecordKind::person, RecordKind::organization}) {
        if (id && request.parameter("kind") == name(kind)) {
            return pages::Subject{.kind = kind, .id = *id};
        }
    }
    return std::nullopt;
}

} // namespace

Response get_state(const Context& context)
{
    const World& world = context.world;
    Json users = Json::array();
    for (const User& user : world.users) {
        users.push_back(user_json(context, user));
    }
    return kit::control_answer(Json::Object{{"company_id", world.company.id},
                                            {"user", user_json(context, world.web_user())},
                                            {"users", std::move(users)}});
}

Response set_state(Context& context, const net::Request& request)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return kit::control_refusal("a JSON object is wanted");
    }
    const Json& user = (*body)["user"];
    const auto problem = grant(context,
                               {.user = user.is_null() ? "" : std::to_string(user.int_or(0)),
                                .language = (*body)["language"].string_or(),
                                .theme = (*body)["theme"].string_or()});
    return problem ? kit::control_refusal(*problem) : get_state(context);
}

Response set_preferences(Context& context, const net::Request& request)
{
    const Form form = read_form(request);
    auto field = [&](std::string_view name) { return std::string(form.get(name)); };
    const auto problem = grant(
        context, {.user = field("user"), .language = field("language"), .theme = field("theme")});
    return problem ? kit::control_refusal(*problem) : pages::see_other(local_path(field("back")));
}

Response get_limits(Context& context)
{
    const auto seats = static_cast<std::int64_t>(context.world.users.size());
    RateLimits& limits = context.limits;
    return kit::control_answer(
        Json::Object{{"on", limits.is_on},
                     {"daily_budget", limits.daily_limit(seats)},
                     {"daily_used", limits.daily_used(context.clock.now())}});
}

Response set_limits(Context& context, const net::Request& request)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return kit::control_refusal("a JSON object is wanted");
    }
    const Json* on = body->find("on");
    if (on != nullptr && on->if_bool() == nullptr) {
        return kit::control_refusal("on must be true or false");
    }
    const Json* budget = body->find("daily_budget");
    if (budget != nullptr && budget->int_or(-1) < 0) {
        return kit::control_refusal("daily_budget must be a number and not negative");
    }
    if (budget != nullptr) {
        context.limits.daily_budget = budget->int_or(0);
    }
    context.limits.is_on = on == nullptr ? context.limits.is_on : *on->if_bool();
    return get_limits(context);
}

Response set_extension(Context& context, const net::Request& request)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return kit::control_refusal("a JSON object is wanted");
    }
    Extension wanted = context.options.extension;
    if (const auto problem = register_extension(*body, wanted)) {
        return kit::control_refusal(*problem);
    }
    context.options.extension = std::move(wanted);
    return kit::control_answer(to_json(context.options.extension));
}

Response list_notes(const Context& context, const net::Request& request)
{
    const std::string_view wanted = request.parameter("deal_id");
    Json notes = Json::array();
    for (const auto& [id, note] : context.world.notes) {
        if (wanted.empty() || parse_integer(wanted) == note.deal_id) {
            notes.push_back(note_json(context.world, note, context.world.web_user_id));
        }
    }
    return kit::control_answer(Json::Object{{"notes", std::move(notes)}});
}

Response set_scopes(Context& context, const net::Request& request)
{
    const auto body = Json::parse(request.body);
    const std::string* scopes = body ? (*body)["scopes"].if_string() : nullptr;
    if (scopes == nullptr || scopes->empty()) {
        return kit::control_refusal("scopes must be a text, separated by commas");
    }
    context.options.scopes = *scopes;
    context.authority = Authority(context.world.company.id, *scopes);
    return kit::control_answer(Json::Object{{"scopes", *scopes}});
}

Response expire_access_tokens(Context& context)
{
    context.authority.expire_access_tokens();
    return kit::control_answer(Json::object());
}

Response expire_refresh_tokens(Context& context)
{
    context.authority.expire_refresh_tokens();
    return kit::control_answer(Json::object());
}

Response get_surface(const Context& context, const net::Request& request)
{
    if (!pages::is_installed(context)) {
        return not_installed();
    }
    const auto surface = open_surface(context, surface_request(request));
    if (!surface) {
        return kit::control_answer(Json::Object{{"error", "the app has no such surface"}}, 404);
    }
    return kit::control_answer(Json::Object{{"id", surface->id}, {"url", surface->url}});
}

Response get_signed_token(const Context& context)
{
    return pages::is_installed(context)
               ? kit::control_answer(Json::Object{{"token", signed_token(context)}})
               : not_installed();
}

Response get_history(const Context& context, const net::Request& request)
{
    const auto subject = subject_of(request);
    if (!subject || !pages::exists(context.world, *subject)) {
        return kit::control_answer(Json::Object{{"error", "there is no such record"}}, 404);
    }
    const pages::History entries = pages::history(context.world, *subject);
    return kit::control_answer(Json::Object{{"version", entries.version}, {"html", entries.html}});
}

Response get_hooks(const Context& context)
{
    Json hooks = Json::array();
    for (const auto& [id, hook] : context.hooks.all()) {
        hooks.push_back(hook_json(context.world, hook));
    }
    Json body = kit::courier_json(context.hooks.courier);
    body.set("webhooks", std::move(hooks));
    return kit::control_answer(body);
}

Response set_hooks(Context& context, const net::Request& request)
{
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr) {
        return kit::control_refusal("the body must be a JSON object");
    }
    if (const auto problem = kit::set_courier(context.hooks.courier, *body)) {
        return kit::control_refusal(*problem);
    }
    return get_hooks(context);
}

} // namespace emulator::pipedrive::control
