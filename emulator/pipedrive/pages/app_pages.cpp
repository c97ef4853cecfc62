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
    std::string_view text;
};

constexpr Permission permissions[] = {
    {"base", "See your name, company and settings"},
    {"deals:read", "Read deals and their products"},
    {"deals:full", "Read and change deals, their products and notes"},
    {"contacts:read", "Read people and organizations"},
    {"contacts:full", "Read and change people and organizations"},
    {"products:read", "Read products"},
    {"products:full", "Read and change products"},
    {"users:read", "Read the users of your company"},
    {"webhooks:full", "Be told of changes"},
};

std::string permission_list(const std::string& scopes)
{
    std::string items;
    for (const std::string& scope : split_list(scopes)) {
        const auto* found = std::ranges::find(permissions, scope, &Permission::scope);
        const bool is_known = found != std::end(permissions);
        items += concat({"<li>", is_known ? found->text : escape(scope), "</li>"});
    }
    return concat({"<ul>", items, "</ul>"});
}

std::string settings_path(const Context& context)
{
    return "/settings/marketplace/app/" + context.options.client_id + "/app-settings";
}

std::string installed_entry(const Context& context)
{
    return concat({"<div class=\"row\"><p>Installed for ",
                   escape(context.world.web_user().name),
                   ".</p><a class=\"button\" href=\"",
                   escape(settings_path(context)),
                   "\">Settings</a><form method=\"post\" "
                   "action=\"/settings/marketplace/uninstall\">"
                   "<button class=\"negative\">Uninstall</button></form></div>"});
}

/// The button goes to the app's installation URL, as registered. The link below runs the authorize
/// step without `state`, as the vendor does for apps that registered none.
std::string install_entry(const Context& context)
{
    const Options& options = context.options;
    const std::string without_state =
        "/oauth/authorize?" +
        net::encode_query({{"client_id", options.client_id},
                           {"redirect_uri", options.app_url + "/pipedrive/callback"}});
    return concat(
        {"<div class=\"row\"><p>Not installed for ",
         escape(context.world.web_user().name),
         ".</p><a class=\"button primary\" href=\"",
         escape(options.app_url),
         "/pipedrive/install\">Install</a></div><p class=\"muted\">For tests: <a href=\"",
         escape(without_state),
         "\">install without the app's installation URL</a> (no <code>state</code>).</p>"});
}

} // namespace

Response marketplace_page(const Context& context)
{
    const bool is_installed = context.authority.is_installed(context.world.web_user_id);
    return render(context,
                  {.title = "Marketplace apps",
                   .path = "/settings/marketplace",
                   .main = page_head("Marketplace apps", context.world.company.name) +
                           card(context.options.app_name,
                                is_installed ? installed_entry(context) : install_entry(context))});
}

Response settings_page(const Context& context, const std::string& client_id)
{
    if (client_id != context.options.client_id) {
        return problem(context, 404, "No such app", "The Marketplace has no app of this id.");
    }
    if (!context.authority.is_installed(context.world.web_user_id)) {
        return see_other("/settings/marketplace");
    }
    return render(context,
                  {.title = context.options.app_name + " settings",
                   .path = settings_path(context),
                   .main = concat({page_head(context.options.app_name, "App settings"),
                                   "<section class=\"card\"><div class=\"body surface "
                                   "settings-surface\" data-settings></div></section>"}),
                   .host_data = host_data(context, "", 0)});
}

Response consent_page(const Context& context, const ConsentQuestion& question)
{
    const Options& options = context.options;
    auto hidden = [](std::string_view name, std::string_view value) {
        return concat(
            {"<input type=\"hidden\" name=\"", name, "\" value=\"", escape(value), "\">"});
    };
    return render(
        context,
        {.title = "Install " + options.app_name,
         .path = "/settings/marketplace",
         .main = concat({"<section class=\"card consent\"><header><span class=\"app-icon\" "
                         "aria-hidden=\"true\">",
                         escape(options.app_name.substr(0, 1)),
                         "</span><h1>Allow ",
                         escape(options.app_name),
                         " to use your data?</h1></header><div class=\"body\"><p>Company: <b>",
                         escape(context.world.company.name),
                         "</b>, signed in as <b>",
                         escape(context.world.web_user().name),
                         "</b>. The app will be able to:</p>",
                         permission_list(options.scopes),
                         "<form method=\"post\" action=\"/oauth/authorize\">",
                         hidden("client_id", options.client_id),
                         hidden("redirect_uri", question.redirect_uri),
                         hidden("state", question.state),
                         "<div class=\"buttons\">"
                         "<button name=\"decision\" value=\"cancel\">Cancel</button>"
                         "<button name=\"decision\" value=\"allow\" class=\"primary\">"
                         "Allow and install</button></div></form></div></section>"})});
}

} // namespace emulator::pipedrive::pages
