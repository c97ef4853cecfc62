#include "emulator/pipedrive/extension.hpp"

#include "crypto/crypto.hpp"
#include "crypto/jwt.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <iterator>

namespace emulator::pipedrive {

namespace {

constexpr std::chrono::minutes token_life{5};
/// The app must answer for a JSON modal within this time.
constexpr std::chrono::seconds json_deadline{10};

std::optional<std::string> path_of(const Options& options, const SurfaceRequest& request)
{
    if (request.kind == "floating") {
        const std::string& path = options.extension.floating_window_path;
        return path.empty() ? std::nullopt : std::optional(path);
    }
    if (request.kind == "panel") {
        return "/ui/panel";
    }
    if (request.kind == "settings") {
        return "/ui/settings";
    }
    const auto action = std::ranges::find(extension_actions, request.action, &ExtensionAction::id);
    if (request.kind != "modal" || action == std::end(extension_actions)) {
        return std::nullopt;
    }
    return std::string(action->path);
}

std::string_view name(Theme theme)
{
    return theme == Theme::dark ? "dark" : "light";
}

/// Who is looking.
void add_person(const Context& context, net::Parameters& query)
{
    query.emplace_back("userId", std::to_string(context.world.web_user_id));
    query.emplace_back("companyId", std::to_string(context.world.company.id));
    query.emplace_back("token", signed_token(context));
}

/// Which records it is about.
void add_selection(const SurfaceRequest& request, net::Parameters& query)
{
    query.emplace_back("resource", request.resource);
    query.emplace_back("view", request.view);
    query.emplace_back("selectedIds", request.selected_ids);
    if (request.view == "list") {
        query.emplace_back("excludedIds", request.excluded_ids);
        query.emplace_back("filter", request.filter);
    }
}

} // namespace

std::string signed_token(const Context& context)
{
    const auto issued =
        std::chrono::floor<std::chrono::seconds>(context.clock.now()).time_since_epoch();
    const Json claims = Json::Object{{"userId", context.world.web_user_id},
                                     {"companyId", context.world.company.id},
                                     {"iat", std::int64_t{issued.count()}},
                                     {"exp", std::int64_t{(issued + token_life).count()}}};
    return billbridge::crypto::sign_jwt(claims, context.options.client_secret);
}

SurfaceRequest surface_request(const net::Request& request)
{
    auto parameter = [&](std::string_view name) { return std::string(request.parameter(name)); };
    return {.kind = parameter("kind"),
            .resource = parameter("resource"),
            .view = parameter("view"),
            .selected_ids = parameter("selectedIds"),
            .excluded_ids = parameter("excludedIds"),
            .filter = parameter("filter"),
            .action = parameter("action"),
            .data = parameter("data")};
}

std::optional<std::string> link_address(const Context& context, const SurfaceRequest& request)
{
    const auto& links = context.options.extension.links;
    const auto link = std::ranges::find(links, request.action, &LinkAction::id);
    if (link == links.end()) {
        return std::nullopt;
    }
    net::Parameters query;
    add_person(context, query);
    add_selection(request, query);
    return context.options.app_url + link->path + "?" + net::encode_query(query);
}

std::optional<net::ClientRequest> json_modal_request(const Context& context,
                                                     const SurfaceRequest& request,
                                                     const net::Request& from_page)
{
    const auto& modals = context.options.extension.json_modals;
    const auto modal = std::ranges::find(modals, request.action, &JsonModal::id);
    if (modal == modals.end()) {
        return std::nullopt;
    }
    net::Parameters query;
    add_person(context, query);
    add_selection(request, query);
    query.emplace_back("form", from_page.parameter("form"));
    query.emplace_back("invoker", from_page.parameter("invoker"));
    const bool is_submitted = !from_page.body.empty();
    net::ClientRequest call{.method = is_submitted ? "POST" : "GET",
                            .url = context.options.app_url + modal->path + "?" +
                                   net::encode_query(query),
                            .headers = {{"accept", "application/json"}},
                            .body = from_page.body,
                            .deadline = json_deadline};
    if (is_submitted) {
        call.headers.set("content-type", "application/json");
    }
    return call;
}

std::optional<Surface> open_surface(const Context& context, const SurfaceRequest& request)
{
    const auto path = path_of(context.options, request);
    if (!path) {
        return std::nullopt;
    }
    const std::string id = billbridge::crypto::hex(billbridge::crypto::random_bytes(16));
    net::Parameters query = {{"id", id}};
    add_person(context, query);
    query.emplace_back("theme", name(context.world.web_user().theme));
    if (request.kind == "panel" || request.kind == "modal") {
        add_selection(request, query);
    }
    if (!request.data.empty()) {
        query.emplace_back("data", request.data);
    }
    return Surface{.id = id,
                   .url = context.options.app_url + *path + "?" + net::encode_query(query)};
}

} // namespace emulator::pipedrive
