#include "emulator/pipedrive/pages/app_pages.hpp"

#include "emulator/pipedrive/api/query.hpp"
#include "emulator/pipedrive/pages/layout.hpp"
#include "emulator/pipedrive/pages/markup.hpp"
#include "emulator/pipedrive/pages/side_bar.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <iterator>

namespace emulator::pipedrive::pages {

namespace {

using net::Response;

struct Permission {
    std::string_view scope;
    std::string_view key; ///< of its text
};

constexpr Permission permissions[] = {
    {"base", "scope.base"},
    {"deals:read", "scope.deals_read"},
    {"deals:full", "scope.deals_full"},
    {"contacts:read", "scope.contacts_read"},
    {"contacts:full", "scope.contacts_full"},
    {"products:read", "scope.products_read"},
    {"products:full", "scope.products_full"},
    {"users:read", "scope.users_read"},
    {"webhooks:full", "scope.webhooks"},
    {"admin", "scope.admin"},
};

std::string permission_list(const Texts& say, const std::string& scopes)
{
    std::string items;
    for (const std::string& scope : split_list(scopes)) {
        const auto* found = std::ranges::find(permissions, scope, &Permission::scope);
        const bool is_known = found != std::end(permissions);
        items += concat({"<li>", is_known ? say(found->key) : escape(scope), "</li>"});
    }
    return concat({"<ul>", items, "</ul>"});
}

std::string settings_path(const Context& context)
{
    return "/settings/marketplace/app/" + context.options.client_id + "/app-settings";
}

std::string installed_entry(const Context& context, const Texts& say)
{
    return concat({"<div class=\"row\"><p>",
                   say("apps.installed", {{"user", context.world.web_user().name}}),
                   "</p><a class=\"button\" href=\"",
                   escape(settings_path(context)),
                   "\">",
                   say("apps.settings"),
                   "</a><form method=\"post\" action=\"/settings/marketplace/uninstall\">"
                   "<button class=\"negative\">",
                   say("apps.uninstall"),
                   "</button></form></div>"});
}

/// The button goes to the app's installation URL, as registered. The link below runs the authorize
/// step without `state`, as the vendor does for apps that registered none.
std::string install_entry(const Context& context, const Texts& say)
{
    const Options& options = context.options;
    const std::string without_state =
        "/oauth/authorize?" +
        net::encode_query({{"client_id", options.client_id},
                           {"redirect_uri", options.app_url + "/pipedrive/callback"}});
    return concat({"<div class=\"row\"><p>",
                   say("apps.not_installed", {{"user", context.world.web_user().name}}),
                   "</p><a class=\"button primary\" href=\"",
                   escape(options.app_url),
                   "/pipedrive/install\">",
                   say("apps.install"),
                   "</a></div><p class=\"muted\">",
                   say("apps.for_tests"),
                   " <a href=\"",
                   escape(without_state),
                   "\">",
                   say("apps.stateless"),
                   "</a></p>"});
}

} // namespace

Response marketplace_page(const Context& context)
{
    const bool is_installed = context.authority.is_installed(context.world.web_user_id);
    const Texts say(context.world);
    const std::string title = say.plain("nav.apps");
    return render(
        context,
        {.title = title,
         .path = "/settings/marketplace",
         .main = page_head(title, context.world.company.name) +
                 card(context.options.app_name,
                      is_installed ? installed_entry(context, say) : install_entry(context, say))});
}

Response settings_page(const Context& context, const std::string& client_id)
{
    if (client_id != context.options.client_id) {
        return problem(context, 404, "problem.no_app", "problem.no_app.why");
    }
    if (!context.authority.is_installed(context.world.web_user_id)) {
        return see_other("/settings/marketplace");
    }
    const Texts say(context.world);
    const std::string& app = context.options.app_name;
    return render(context,
                  {.title = say.plain("apps.page_title", {{"app", app}}),
                   .path = settings_path(context),
                   .main = concat({page_head(app, say.plain("apps.page_subtitle")),
                                   "<section class=\"card\"><div class=\"body surface "
                                   "settings-surface\" data-settings></div></section>"}),
                   .host_data = host_data(context)});
}

Response absent_page(const Context& context, std::string_view title)
{
    return problem(context, 200, title, "absent.why");
}

Response consent_page(const Context& context, const ConsentQuestion& question)
{
    const Options& options = context.options;
    const Texts say(context.world);
    auto hidden = [](std::string_view name, std::string_view value) {
        return concat(
            {"<input type=\"hidden\" name=\"", name, "\" value=\"", escape(value), "\">"});
    };
    return render(
        context,
        {.title = say.plain("consent.title", {{"app", options.app_name}}),
         .path = "/settings/marketplace",
         .main = concat({"<section class=\"card consent\"><header><span class=\"app-icon\" "
                         "aria-hidden=\"true\">",
                         escape(options.app_name.substr(0, 1)),
                         "</span><h1>",
                         say("consent.question", {{"app", options.app_name}}),
                         "</h1></header><div class=\"body\"><dl class=\"facts\">",
                         fact(say.plain("consent.company"), escape(context.world.company.name)),
                         fact(say.plain("consent.user"), escape(context.world.web_user().name)),
                         "</dl><p>",
                         say("consent.intro"),
                         "</p>",
                         permission_list(say, options.scopes),
                         "<form method=\"post\" action=\"/oauth/authorize\">",
                         hidden("client_id", options.client_id),
                         hidden("redirect_uri", question.redirect_uri),
                         hidden("state", question.state),
                         "<div class=\"buttons\">"
                         "<button name=\"decision\" value=\"cancel\">",
                         say("consent.cancel"),
                         "</button><button name=\"decision\" value=\"allow\" class=\"primary\">",
                         say("consent.allow"),
                         "</button></div></form></div></section>"})});
}

} // namespace emulator::pipedrive::pages
