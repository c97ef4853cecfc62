#include "emulator/pipedrive/pages/layout.hpp"

#include "emulator/pipedrive/pages/markup.hpp"
#include "emulator/pipedrive/pages/static_files.hpp"
#include "emulator/pipedrive/pages/texts.hpp"

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

std::string user_menu(const World& world, const Texts& say, std::string_view path)
{
    const User& current = world.web_user();
    std::string users;
    for (const User& user : world.users) {
        const std::string label =
            user.is_admin ? say.plain("user.admin", {{"name", user.name}}) : user.name;
        users += choice("user", std::to_string(user.id), label, user.id == current.id);
    }
    const bool is_dark = current.theme == Theme::dark;
    return concat({"<details class=\"menu\"><summary title=\"",
                   say("user.menu"),
                   "\">",
                   avatar(current.name),
                   "<span>",
                   escape(current.name),
                   "</span></summary><div class=\"entries\">",
                   preference(say("user.signed_in"), path, users, "", " stacked"),
                   preference(say("user.language"),
                              path,
                              choice("language", "en", "English", current.language == "en") +
                                  choice("language", "pl", "Polski", current.language == "pl")),
                   preference(say("user.theme"),
                              path,
                              choice("theme", "light", say.plain("user.light"), !is_dark) +
                                  choice("theme", "dark", say.plain("user.dark"), is_dark),
                              " data-theme-form"),
                   "</div></details>"});
}

std::string top_bar(const World& world, const Texts& say, std::string_view path)
{
    return concat({"<header><p class=\"emulator-notice\">",
                   say("page.notice"),
                   "</p><div class=\"topbar\"><span class=\"company\">",
                   escape(world.company.name),
                   "</span><nav aria-label=\"",
                   say("nav.label"),
                   "\">",
                   link("/deal", "/deals", say("nav.deals"), path),
                   link("/person", "/persons/list", say("nav.people"), path),
                   link("/organization", "/organizations/list", say("nav.organizations"), path),
                   link("/settings", "/settings/marketplace", say("nav.apps"), path),
                   "</nav>",
                   user_menu(world, say, path),
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

/// Data for the scripts; as an own element, because nothing else in a page may be a script.
std::string data(std::string_view id, const Json& json)
{
    return concat(
        {"<script type=\"application/json\" id=\"", id, "\">", script_json(json), "</script>"});
}

std::string scripts(const Texts& say, const Json& host_data)
{
    std::string html = "<script type=\"module\" src=\"/_static/page.js\"></script>";
    if (!host_data.is_null()) {
        html += data("texts", say.of_scripts()) + data("host-data", host_data) +
                "<script type=\"module\" src=\"/_static/host.js\"></script>";
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
    const Texts say(context.world);
    return html(page.status,
                concat({"<!doctype html><html lang=\"",
                        say.language(),
                        "\" data-theme=\"",
                        user.theme == Theme::dark ? "dark" : "light",
                        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                        "content=\"width=device-width, initial-scale=1\"><title>",
                        say("page.title", {{"title", page.title}}),
                        "</title><link rel=\"icon\" href=\"data:,\">",
                        styles(),
                        scripts(say, page.host_data),
                        "</head><body>",
                        top_bar(context.world, say, page.path),
                        "<main>",
                        page.main,
                        "</main><div id=\"snackbars\" popover=\"manual\" role=\"status\"></div>"
                        "</body></html>"}));
}

Response problem(const Context& context, int status, std::string_view title, std::string_view why)
{
    const Texts say(context.world);
    return render(context,
                  {.title = say.plain(title),
                   .path = "/deals",
                   .main = concat({"<section class=\"card consent\"><div class=\"body\"><h1>",
                                   say(title),
                                   "</h1><p>",
                                   say(why),
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
