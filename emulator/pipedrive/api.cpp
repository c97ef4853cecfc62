#include "emulator/pipedrive/api.hpp"

#include "emulator/oauth/form.hpp"
#include "emulator/pipedrive/answer.hpp"
#include "emulator/pipedrive/contacts.hpp"
#include "emulator/pipedrive/deals.hpp"
#include "emulator/pipedrive/fields.hpp"
#include "emulator/pipedrive/notes.hpp"
#include "emulator/pipedrive/products.hpp"
#include "emulator/pipedrive/users.hpp"

#include <ranges>

namespace emulator::pipedrive {

namespace {

constexpr std::string_view deals_scopes = "deals:read deals:full";
constexpr std::string_view contacts_scopes = "contacts:read contacts:full";
constexpr std::string_view products_scopes = "products:read products:full";
constexpr std::string_view deal_products_scopes =
    "products:read products:full deals:read deals:full";
constexpr std::string_view notes_read_scopes = "deals:read deals:full contacts:read contacts:full";
constexpr std::string_view notes_write_scopes = "deals:full contacts:full";

constexpr ApiRoute v2[] = {
    {"GET", "/deals", deals_scopes, list_deals},
    {"GET", "/deals/{id}", deals_scopes, get_deal},
    {"GET", "/deals/{id}/products", deal_products_scopes, list_deal_products},
    {"GET", "/persons/{id}", contacts_scopes, get_person},
    {"GET", "/organizations/{id}", contacts_scopes, get_organization},
    {"GET", "/products/{id}", products_scopes, get_product},
    {"GET", "/dealFields", deals_scopes, list_deal_fields},
    {"GET", "/dealFields/{id}", deals_scopes, get_deal_field},
    {"GET", "/personFields", contacts_scopes, list_person_fields},
    {"GET", "/personFields/{id}", contacts_scopes, get_person_field},
    {"GET", "/organizationFields", contacts_scopes, list_organization_fields},
    {"GET", "/organizationFields/{id}", contacts_scopes, get_organization_field},
};

constexpr ApiRoute v1[] = {
    {"GET", "/users/me", "base", get_current_user},
    {"GET", "/currencies", "base", list_currencies},
    {"GET", "/notes", notes_read_scopes, list_notes},
    {"POST", "/notes", notes_write_scopes, create_note},
    {"GET", "/notes/{id}", notes_read_scopes, get_note},
    {"PUT", "/notes/{id}", notes_write_scopes, update_note},
    {"DELETE", "/notes/{id}", notes_write_scopes, delete_note},
};

bool covers(const Authority::Session& session, std::string_view scopes)
{
    for (const auto scope : std::views::split(scopes, ' ')) {
        if (session.scopes.contains(std::string_view(scope))) {
            return true;
        }
    }
    return false;
}

void add_rate_headers(Response& response, std::size_t remaining)
{
    response.headers.set("x-ratelimit-limit", std::to_string(RateWindow::limit));
    response.headers.set("x-ratelimit-remaining", std::to_string(remaining));
    response.headers.set("x-ratelimit-reset", std::to_string(RateWindow::window.count()));
}

} // namespace

std::span<const ApiRoute> v2_routes()
{
    return v2;
}

std::span<const ApiRoute> v1_routes()
{
    return v1;
}

std::vector<RetiredRoute> retired_routes()
{
    constexpr std::string_view groups[] = {
        "deals", "persons", "organizations", "activities", "products", "pipelines", "stages"};
    std::vector<RetiredRoute> routes;
    auto add = [&](const std::string& pattern, std::initializer_list<std::string_view> methods) {
        for (const std::string_view method : methods) {
            routes.push_back({method, pattern});
        }
    };
    for (const std::string_view group : groups) {
        const std::string path = "/" + std::string(group);
        add(path, {"GET", "POST", "DELETE"});
        add(path + "/{id}", {"GET", "PUT", "DELETE"}); // also /search and /collection
    }
    add("/deals/{id}/products", {"GET", "POST"});
    add("/deals/{id}/products/{attachment}", {"PUT", "DELETE"});
    add("/itemSearch", {"GET"});
    add("/itemSearch/field", {"GET"});
    return routes;
}

Response call_api(Context& context,
                  const ApiRoute& route,
                  const net::Request& request,
                  const std::string& id)
{
    const std::string_view header = request.headers.get("authorization");
    const std::string token(bearer_token(request));
    if (!header.empty() && token.empty()) {
        return answer::bad_request("Malformed authorization header");
    }
    const auto session = context.authority.session(token, context.clock.now());
    if (!session) {
        return answer::unauthorized();
    }
    Response response = covers(*session, route.scopes)
                            ? route.handler({context, request, id, *session})
                            : answer::scope_mismatch();
    add_rate_headers(response, context.rate.count(token, context.clock.now()));
    return response;
}

} // namespace emulator::pipedrive
