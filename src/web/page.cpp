#include "web/page.hpp"

#include "base/html.hpp"

namespace billbridge::web {

namespace {

/// The pages' own style lives in a file like every other asset: no inline code anywhere.
constexpr std::string_view page_policy =
    "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action "
    "'none'";

std::string head(std::string_view title, std::string_view language, std::string_view attributes)
{
    return "<!doctype html>\n<html lang=\"" + std::string(language) + "\"" +
           std::string(attributes) +
           "><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
           "content=\"width=device-width, initial-scale=1\"><title>" +
           escape_html(title) + "</title>";
}

net::Headers html_headers(std::string_view policy)
{
    return {{"Content-Type", "text/html; charset=utf-8"},
            {"Content-Security-Policy", std::string(policy)},
            {"Cache-Control", "no-store"},
            {"Referrer-Policy", "no-referrer"},
            {"X-Content-Type-Options", "nosniff"}};
}

} // namespace

net::Response
page(const Page& page, const text::Catalogue& catalogue, text::Language language, int status)
{
    const std::string title = catalogue.text(page.title, language);
    std::string html = head(title, text::code(language), "");
    html += "<link rel=\"stylesheet\" href=\"/ui/assets/page.css\"></head><body><main><h1>" +
            escape_html(title) + "</h1><p>" + escape_html(catalogue.text(page.text, language)) +
            "</p>";
    if (!page.request_id.empty()) {
        const Message id{"page.request_id", {{"id", page.request_id}}};
        html += "<p><small>" + escape_html(catalogue.text(id, language)) + "</small></p>";
    }
    html += "</main></body></html>\n";
    return {status, html_headers(page_policy), std::move(html)};
}

net::Response
surface(const Surface& surface, const text::Catalogue& catalogue, text::Language language)
{
    const std::string policy = "default-src 'none'; script-src 'self'; style-src 'self'; "
                               "connect-src 'self'; img-src 'self' "
                               "data:; base-uri 'none'; form-action 'none'; frame-ancestors " +
                               surface.frame_ancestors;
    const std::string attributes =
        std::string(" data-theme=\"") + (surface.theme == "dark" ? "dark" : "light") +
        "\" data-invoice-modal=\"" + escape_html(surface.invoice_modal) + "\"";
    const std::string title = catalogue.text({"page." + surface.name, {}}, language);
    std::string html = head(title, text::code(language), attributes);
    html += "<link rel=\"stylesheet\" href=\"/ui/assets/app.css\"><script type=\"module\" "
            "src=\"/ui/assets/" +
            surface.name + ".js\"></script></head><body><div id=\"app\"></div></body></html>\n";
    return {200, html_headers(policy), std::move(html)};
}

net::Response redirect(std::string url)
{
    return {302,
            {{"Location", std::move(url)},
             {"Cache-Control", "no-store"},
             {"Referrer-Policy", "no-referrer"}},
            {}};
}

} // namespace billbridge::web
