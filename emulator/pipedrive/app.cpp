#include "emulator/pipedrive/app.hpp"

#include "emulator/kit/control_api.hpp"
#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/api.hpp"
#include "emulator/pipedrive/control.hpp"
#include "emulator/pipedrive/oauth/oauth.hpp"
#include "emulator/pipedrive/pages/app_pages.hpp"
#include "emulator/pipedrive/pages/contact_pages.hpp"
#include "emulator/pipedrive/pages/deal_page.hpp"
#include "emulator/pipedrive/pages/layout.hpp"
#include "emulator/pipedrive/pages/lists.hpp"
#include "emulator/pipedrive/seeds/seed.hpp"
#include "emulator/pipedrive/web_actions.hpp"

#include <stdexcept>

namespace emulator::pipedrive {

namespace {

using net::Request;

World first_world(const std::string& name, Time now)
{
    auto world = seed(name, now);
    if (!world) {
        throw std::invalid_argument("unknown seed: " + name);
    }
    return *std::move(world);
}

Context first_context(kit::EmulatorClock& clock, Options options)
{
    World world = first_world(options.seed, clock.now());
    Authority authority(world.company.id, options.scopes);
    auto send_hook = options.send_hook;
    const bool limits = options.limits;
    auto ask = options.ask;
    return {.options = std::move(options),
            .clock = clock,
            .world = std::move(world),
            .authority = std::move(authority),
            .limits = RateLimits(limits),
            .hooks = {clock, std::move(send_hook)},
            .app_calls = AppCalls(std::move(ask))};
}

} // namespace

App::App(kit::EmulatorClock& clock, Options options)
    : kit::App(clock, options.seed), context_(first_context(clock, std::move(options)))
{
    add_api();
    add_oauth();
    add_pages();
    add_control();
}

bool App::seed(std::string_view name)
{
    auto world = pipedrive::seed(name, context_.clock.now());
    if (!world) {
        return false;
    }
    context_.world = *std::move(world);
    context_.authority = Authority(context_.world.company.id, context_.options.scopes);
    context_.hooks.clear();
    context_.limits = RateLimits(context_.limits.is_on);
    return true;
}

void App::tend()
{
    for (const User& user : context_.world.users) {
        if (!context_.authority.is_installed(user.id)) {
            // They go with the app.
            context_.hooks.remove_of(user.id);
            context_.world.invoicing_providers.erase(user.id);
        }
    }
    context_.hooks.tend(context_.world);
}

std::optional<net::Response> App::refusal(std::string_view code) const
{
    return answer::by_code(code);
}

net::Response App::unknown_route(const Request& request, bool knows_path) const
{
    if (request.path.starts_with(kit::control_prefix)) {
        return kit::control_answer(Json::Object{{"error", "there is no such control"}}, 404);
    }
    const bool is_api = request.path.starts_with("/api/") || request.path.starts_with("/v1/");
    if (!is_api) {
        return pages::problem(context_, 404, "problem.no_page", "problem.no_page.why");
    }
    return knows_path ? answer::method_not_allowed() : answer::not_found();
}

void App::add_api()
{
    auto add = [this](const std::string& prefix, const ApiRoute& route) {
        router_.add(std::string(route.method),
                    prefix + std::string(route.pattern),
                    [this, &route](const Request& request, const kit::Params& params) {
                        return call_api(context_, route, request, params);
                    });
    };
    for (const ApiRoute& route : v2_routes()) {
        add("/api/v2", route);
    }
    for (const std::string prefix : {"/v1", "/api/v1"}) {
        for (const ApiRoute& route : v1_routes()) {
            add(prefix, route);
        }
        for (const RetiredRoute& route : retired_routes()) {
            router_.add(std::string(route.method),
                        prefix + route.pattern,
                        [](const Request&, const kit::Params&) { return answer::gone(); });
        }
    }
}

void App::add_oauth()
{
    Context& context = context_;
    router_.add("GET", "/oauth/authorize", [&](const Request& request, const kit::Params&) {
        return oauth::ask_consent(context, request);
    });
    router_.add("POST", "/oauth/authorize", [&](const Request& request, const kit::Params&) {
        return oauth::decide(context, request);
    });
    for (const char* path : {"/oauth/token", "/oauth/token/"}) {
        router_.add("POST", path, [&](const Request& request, const kit::Params&) {
            return oauth::token(context, request);
        });
    }
    router_.add("POST", "/oauth/revoke", [&](const Request& request, const kit::Params&) {
        return oauth::revoke(context, request);
    });
}

void App::add_pages()
{
    Context& context = context_;
    auto get = [&](const char* path, auto page) {
        router_.add("GET", path, [&context, page](const Request&, const kit::Params& params) {
            return page(context, params);
        });
    };
    using Params = const kit::Params&;
    get("/", [](Context&, Params) { return pages::see_other("/deals"); });
    get("/pipeline", [](Context&, Params) { return pages::see_other("/deals"); });
    get("/pipeline/{id}", [](Context&, Params) { return pages::see_other("/deals"); });
    get("/deals", [](Context& it, Params) { return pages::deals_page(it); });
    get("/persons/list", [](Context& it, Params) { return pages::persons_page(it); });
    get("/organizations/list", [](Context& it, Params) { return pages::organizations_page(it); });
    get("/deal/{id}", [](Context& it, Params p) { return pages::deal_page(it, p.at("id")); });
    get("/person/{id}", [](Context& it, Params p) { return pages::person_page(it, p.at("id")); });
    get("/organization/{id}",
        [](Context& it, Params p) { return pages::organization_page(it, p.at("id")); });
    get("/settings/marketplace", [](Context& it, Params) { return pages::marketplace_page(it); });
    get("/settings/marketplace/app/{id}/app-settings",
        [](Context& it, Params p) { return pages::settings_page(it, p.at("id")); });
    for (const auto& [path, title] : {std::pair("/leads", "absent.leads"),
                                      std::pair("/campaigns", "absent.campaigns"),
                                      std::pair("/projects", "absent.projects")}) {
        const auto page = [title](Context& it, Params) { return pages::absent_page(it, title); };
        get(path, page);
        get((path + std::string("/{id}")).c_str(), page);
    }
    get("/_static/{name}", [](Context&, Params p) { return pages::static_file(p.at("name")); });
    router_.add("GET", "/app-extensions/actions/{id}", [&](const Request& request, Params params) {
        return follow_link(context, request, params.at("id"));
    });
    router_.add("POST", "/_page/json-modal/{id}", [&](const Request& request, Params params) {
        return call_json_modal(context, request, params.at("id"));
    });
    get("/_page/app-call/{id}", [](Context& it, Params p) { return app_call(it, p.at("id")); });
    router_.add("POST", "/deal/{id}/status", [&](const Request& request, Params params) {
        return set_deal_status(context, request, params.at("id"));
    });
    router_.add("POST", "/_page/{resource}", [&](const Request& request, Params params) {
        return create_record(context, request, params.at("resource"));
    });
    router_.add("POST", "/settings/marketplace/uninstall", [&](const Request&, Params) {
        return uninstall(context);
    });
    router_.add("POST", "/settings/preferences", [&](const Request& request, Params) {
        return control::set_preferences(context, request);
    });
}

void App::add_control()
{
    Context& context = context_;
    auto get = [&](const char* path, auto handler) {
        router_.add("GET", path, [&context, handler](const Request& request, const kit::Params&) {
            return handler(context, request);
        });
    };
    get("/_emulator/state", [](Context& it, const Request&) { return control::get_state(it); });
    get("/_emulator/notes", control::list_notes);
    get("/_emulator/surface", control::get_surface);
    get("/_emulator/signed-token",
        [](Context& it, const Request&) { return control::get_signed_token(it); });
    get("/_emulator/history", control::get_history);
    router_.add("POST", "/_emulator/state", [&](const Request& request, const kit::Params&) {
        return control::set_state(context, request);
    });
    router_.add("POST", "/_emulator/scopes", [&](const Request& request, const kit::Params&) {
        return control::set_scopes(context, request);
    });
    router_.add("POST", "/_emulator/expire-access-tokens", [&](const Request&, const kit::Params&) {
        return control::expire_access_tokens(context);
    });
    router_.add("POST", "/_emulator/extension", [&](const Request& request, const kit::Params&) {
        return control::set_extension(context, request);
    });
    router_.add(
        "POST", "/_emulator/expire-refresh-tokens", [&](const Request&, const kit::Params&) {
            return control::expire_refresh_tokens(context);
        });
    get("/_emulator/limits", [](Context& it, const Request&) { return control::get_limits(it); });
    router_.add("POST", "/_emulator/limits", [&](const Request& request, const kit::Params&) {
        return control::set_limits(context, request);
    });
    get("/_emulator/webhooks", [](Context& it, const Request&) { return control::get_hooks(it); });
    router_.add("POST", "/_emulator/webhooks", [&](const Request& request, const kit::Params&) {
        return control::set_hooks(context, request);
    });
    router_.add("DELETE", "/_emulator/webhooks", [&](const Request&, const kit::Params&) {
        context.hooks.courier.drop_all();
        return control::get_hooks(context);
    });
    router_.add("POST", "/_emulator/webhooks/deliver", [&](const Request&, const kit::Params&) {
        context.hooks.courier.deliver_now();
        return control::get_hooks(context);
    });
}

} // namespace emulator::pipedrive
