#include "emulator/pipedrive/extension.hpp"

#include "crypto/crypto.hpp"
#include "crypto/jwt.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <iterator>

namespace emulator::pipedrive {

namespace {

constexpr std::chrono::minutes token_life{5};

std::optional<std::string> path_of(const Options& options, const SurfaceRequest& request)
{
    if (request.kind == "floating") {
        const std::string& path = options.floating_window_path;
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

std::optional<Surface> open_surface(const Context& context, const SurfaceRequest& request)
{
    const auto path = path_of(context.options, request);
    if (!path) {
        return std::nullopt;
    }
    const std::string id = billbridge::crypto::hex(billbridge::crypto::random_bytes(16));
    std::vector<std::pair<std::string, std::string>> query = {
        {"id", id},
        {"userId", std::to_string(context.world.web_user_id)},
        {"companyId", std::to_string(context.world.company.id)},
        {"token", signed_token(context)},
        {"theme", std::string(name(context.world.web_user().theme))}};
    if (request.kind == "panel" || request.kind == "modal") {
        query.emplace_back("resource", request.resource);
        query.emplace_back("view", request.view);
        query.emplace_back("selectedIds", request.selected_ids);
    }
    if (!request.data.empty()) {
        query.emplace_back("data", request.data);
    }
    return Surface{.id = id,
                   .url = context.options.app_url + *path + "?" + net::encode_query(query)};
}

} // namespace emulator::pipedrive
