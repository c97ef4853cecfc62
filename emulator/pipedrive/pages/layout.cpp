#include "emulator/pipedrive/pages/layout.hpp"

#include "emulator/pipedrive/pages/markup.hpp"
#include "emulator/pipedrive/pages/static_files.hpp"

#include <algorithm>

namespace emulator::pipedrive::pages {

namespace {

using net::Response;

/// Scripts and styles only from here; frames from anywhere, because that is where the app is.
constexpr const char* content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; frame-src *; base-uri 'none'; frame-ancestors 'none'";

/// `section` is how the paths of all its pages start.
std::string link(std::string_view section,
                 std::string_view target,
                 std::string_view text,
                 std::string_view here)
{
    const bool is_here = here.starts_with(section);
    return concat(
        {"<a href=\"", target, "\"", is_here ? " aria-current=\"page\"" : "", ">", text, "</a>"});
}

std::string
choice(std::string_view name, std::string_view value, std::string_view text, bool is_current)
{
    return concat({"<button name=\"",
                   name,
                   "\" value=\"",
                   value,
                   "\" aria-pressed=\"",
                   is_current ? "true" : "false",
                   "\">",
                   escape(text),
                   "</button>"});
}

std::string preference(std::string_view heading,
                       std::string_view back,
                       std::string_view choices,
                       std::string_view attributes = {},
                       std::string_view layout = {})
{
    return concat({"<h3>",
                   heading,
                   "</h3><form method=\"post\" action=\"/settings/preferences\"",
                   attributes,
                   "><input type=\"hidden\" name=\"back\" value=\"",
                   escape(back),
                   "\"><div class=\"choices",
                   layout,
                   "\">",
                   choices,
                   "</div></form>"});
}

std::string user_menu(const World& world, std::string_view path)
{
    const User& current = world.web_user();
    std::string users;
    for (const User& user : world.users) {
        const std::string label = user.name + (user.is_admin ? " (admin)" : "");
        users += choice("user", std::to_string(user.id), label, user.id == current.id);
    }
    const bool is_dark = current.theme == Theme::dark;
    return concat({"<details class=\"menu\"><summary title=\"User menu\">",
                   avatar(current.name),
                   "<span>",
                   escape(current.name),
                   "</span></summary><div class=\"entries\">",
                   preference("Signed in as", path, users, "", " stacked"),
                   preference("Language",
                              path,
                              choice("language", "en", "English", current.language == "en") +
                                  choice("language", "pl", "Polski", current.language == "pl")),
                   preference("Theme",
                              path,
                              choice("theme", "light", "Light", !is_dark) +
                                  choice("theme", "dark", "Dark", is_dark),
                              " data-theme-form"),
                   "</div></details>"});
}

std::string top_bar(const World& world, std::string_view path)
{
    return concat(
        {"<header><p class=\"emulator-notice\">This is an emulator for development and tests. "
         "It is not Pipedrive and holds no real data.</p>",
         "<div class=\"topbar\"><span class=\"company\">",
         escape(world.company.name),
         "</span><nav aria-label=\"Main\">",
         link("/deal", "/deals", "Deals", path),
         link("/person", "/persons/list", "People", path),
         link("/organization", "/organizations/list", "Organizations", path),
         link("/settings", "/settings/marketplace", "Marketplace apps", path),
         "</nav>",
         user_menu(world, path),
         "</div></header>"});
}

std::string styles()
{
    std::string html;
    for (const char* file : {"style.css", "records.css", "frames.css"}) {
        html += concat({"<link rel=\"stylesheet\" href=\"/_static/", file, "\">"});
    }
    return html;
}

std::string scripts(const Json& host_data)
{
    std::string html = "<script type=\"module\" src=\"/_static/page.js\"></script>";
    if (!host_data.is_null()) {
        html += concat({"<script type=\"application/json\" id=\"host-data\">",
                        script_json(host_data),
                        "</script><script type=\"module\" src=\"/_static/host.js\"></script>"});
    }
    return html;
}

Response html(int status, std::string body)
{
    return {.status = status,
            .headers = {{"content-type", "text/html; charset=utf-8"},
                        {"content-security-policy", content_security_policy},
                        {"cache-control", "no-store"}},
            .body = std::move(body)};
}

std::string_view content_type(std::string_view name)
{
    return name.ends_with(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
}

} // namespace

Response render(const Context& context, const Page& page)
{
    const User& user = context.world.web_user();
    return html(page.status,
                concat({"<!doctype html><html lang=\"en\" data-theme=\"",
                        user.theme == Theme::dark ? "dark" : "light",
                        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                        "content=\"width=device-width, initial-scale=1\"><title>",
                        escape(page.title),
                        " – CRM emulator</title><link rel=\"icon\" href=\"data:,\">",
                        styles(),
                        scripts(page.host_data),
                        "</head><body>",
                        top_bar(context.world, page.path),
                        "<main>",
                        page.main,
                        "</main><div id=\"snackbars\" popover=\"manual\" role=\"status\"></div>"
                        "</body></html>"}));
}

Response problem(const Context& context, int status, std::string_view title, std::string_view text)
{
    return render(context,
                  {.title = std::string(title),
                   .path = "/deals",
                   .main = concat({"<section class=\"card consent\"><div class=\"body\"><h1>",
                                   escape(title),
                                   "</h1><p>",
                                   escape(text),
                                   "</p></div></section>"}),
                   .status = status});
}

Response static_file(std::string_view name)
{
    const auto files = static_files();
    const auto file = std::ranges::find(files, name, &EmbeddedFile::name);
    if (file == files.end()) {
        return {.status = 404, .headers = {{"content-type", "text/plain"}}, .body = "not found\n"};
    }
    return {.status = 200,
            .headers = {{"content-type", std::string(content_type(name))},
                        {"cache-control", "no-cache"}},
            .body = std::string(file->bytes)};
}

} // namespace emulator::pipedrive::pages
