#include "emulator/pipedrive/api/api.hpp"

#include "emulator/oauth/form.hpp"
#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/search.hpp"
#include "emulator/pipedrive/catalogue/products.hpp"
#include "emulator/pipedrive/contacts/organizations.hpp"
#include "emulator/pipedrive/contacts/persons.hpp"
#include "emulator/pipedrive/deals/deal_parts.hpp"
#include "emulator/pipedrive/deals/deals.hpp"
#include "emulator/pipedrive/history/activities.hpp"
#include "emulator/pipedrive/history/files.hpp"
#include "emulator/pipedrive/history/followers.hpp"
#include "emulator/pipedrive/history/notes.hpp"
#include "emulator/pipedrive/hooks/hook_routes.hpp"
#include "emulator/pipedrive/records/merge.hpp"
#include "emulator/pipedrive/settings/fields.hpp"
#include "emulator/pipedrive/settings/invoicing.hpp"
#include "emulator/pipedrive/settings/pipelines.hpp"
#include "emulator/pipedrive/settings/users.hpp"

#include <ranges>

namespace emulator::pipedrive {

namespace {

constexpr std::string_view deals_scopes = "deals:read deals:full";
constexpr std::string_view contacts_scopes = "contacts:read contacts:full";
constexpr std::string_view products_scopes = "products:read products:full";
constexpr std::string_view deal_products_scopes =
    "products:read products:full deals:read deals:full";
constexpr std::string_view activities_scopes = "activities:read activities:full";
constexpr std::string_view activities_write_scopes = "activities:full";
constexpr std::string_view activity_types_scopes = "activities:read activities:full admin";
constexpr std::string_view pipelines_scopes = "admin deals:read deals:full";
constexpr std::string_view deal_fields_read = "admin deal-fields:full deals:full deals:read";
constexpr std::string_view deal_fields_make = "admin deal-fields:full";
constexpr std::string_view deal_fields_change = "admin deal-fields:full deals:full";
constexpr std::string_view contact_fields_read =
    "admin contact-fields:full contacts:full contacts:read";
constexpr std::string_view contact_fields_make = "admin contact-fields:full";
constexpr std::string_view contact_fields_change = "admin contact-fields:full contacts:full";
constexpr std::string_view product_fields_read = "product-fields:full products:full products:read";
constexpr std::string_view product_fields_make = "product-fields:full products:full";
constexpr std::string_view product_fields_change = "product-fields:full products:full";
constexpr std::string_view files_read_scopes =
    "activities:read activities:full deals:read deals:full contacts:read contacts:full";
constexpr std::string_view files_write_scopes = "activities:full deals:full contacts:full";
constexpr std::string_view notes_read_scopes = "deals:read deals:full contacts:read contacts:full";
constexpr std::string_view notes_write_scopes = "deals:full contacts:full";

constexpr std::string_view deals_write_scopes = "deals:full";
constexpr std::string_view contacts_write_scopes = "contacts:full";
constexpr std::string_view products_write_scopes = "products:full";
constexpr std::string_view deal_products_write_scopes = "products:full deals:full";

constexpr std::string_view deals_search_scopes = "deals:read deals:full search:read";
constexpr std::string_view contacts_search_scopes = "contacts:read contacts:full search:read";
constexpr std::string_view products_search_scopes = "products:read products:full search:read";

// Of two patterns that fit, the first answers: fixed names stand before ids.
constexpr ApiRoute v2[] = {
    {"GET", "/deals", deals_scopes, list_deals},
    {"POST", "/deals", deals_write_scopes, create_deal},
    {"GET", "/deals/archived", deals_scopes, list_archived_deals, 20},
    {"GET", "/deals/products", deal_products_scopes, list_products_of_deals},
    {"GET", "/deals/installments", deals_scopes, list_installments},
    {"GET", "/deals/search", deals_search_scopes, search_deals},
    {"GET", "/deals/{id}", deals_scopes, get_deal},
    {"PATCH", "/deals/{id}", deals_write_scopes, update_deal},
    {"DELETE", "/deals/{id}", deals_write_scopes, delete_deal},
    {"GET", "/deals/{id}/products", deal_products_scopes, list_deal_products},
    {"POST", "/deals/{id}/products", deal_products_write_scopes, add_deal_product},
    {"DELETE", "/deals/{id}/products", deal_products_write_scopes, delete_deal_products, 15},
    {"POST", "/deals/{id}/products/bulk", deal_products_write_scopes, add_deal_products, 25},
    {"PATCH", "/deals/{id}/products/{sub}", deal_products_write_scopes, update_deal_product},
    {"DELETE", "/deals/{id}/products/{sub}", deal_products_write_scopes, delete_deal_product},
    // That reading scopes let discounts and installments be written is what the OpenAPI file says.
    {"GET", "/deals/{id}/discounts", deals_scopes, list_discounts},
    {"POST", "/deals/{id}/discounts", deals_scopes, add_discount},
    {"PATCH", "/deals/{id}/discounts/{sub}", deals_scopes, update_discount},
    {"DELETE", "/deals/{id}/discounts/{sub}", deals_scopes, delete_discount},
    {"POST", "/deals/{id}/installments", deals_scopes, add_installment},
    {"PATCH", "/deals/{id}/installments/{sub}", deals_scopes, update_installment},
    {"DELETE", "/deals/{id}/installments/{sub}", deals_scopes, delete_installment},
    {"GET", "/persons", contacts_scopes, list_persons},
    {"POST", "/persons", contacts_write_scopes, create_person},
    {"GET", "/persons/search", contacts_search_scopes, search_persons},
    {"GET", "/persons/{id}", contacts_scopes, get_person},
    {"PATCH", "/persons/{id}", contacts_write_scopes, update_person},
    {"DELETE", "/persons/{id}", contacts_write_scopes, delete_person},
    {"GET", "/organizations", contacts_scopes, list_organizations},
    {"POST", "/organizations", contacts_write_scopes, create_organization},
    {"GET", "/organizations/search", contacts_search_scopes, search_organizations},
    {"GET", "/organizations/{id}", contacts_scopes, get_organization},
    {"PATCH", "/organizations/{id}", contacts_write_scopes, update_organization},
    {"DELETE", "/organizations/{id}", contacts_write_scopes, delete_organization},
    {"GET", "/products", products_scopes, list_products},
    {"POST", "/products", products_write_scopes, create_product},
    {"GET", "/products/search", products_search_scopes, search_products},
    {"GET", "/products/{id}", products_scopes, get_product},
    {"PATCH", "/products/{id}", products_write_scopes, update_product},
    {"DELETE", "/products/{id}", products_write_scopes, delete_product},
    {"POST", "/products/{id}/duplicate", products_write_scopes, duplicate_product},
    {"GET", "/products/{id}/variations", products_scopes, list_variations},
    {"POST", "/products/{id}/variations", products_write_scopes, create_variation},
    {"PATCH", "/products/{id}/variations/{sub}", products_write_scopes, update_variation},
    {"DELETE", "/products/{id}/variations/{sub}", products_write_scopes, delete_variation},
    {"GET", "/dealFields", deal_fields_read, list_fields<RecordKind::deal>},
    {"POST", "/dealFields", deal_fields_make, create_field<RecordKind::deal>},
    {"GET", "/dealFields/{id}", deal_fields_read, get_field<RecordKind::deal>},
    {"PATCH", "/dealFields/{id}", deal_fields_change, update_field<RecordKind::deal>},
    {"DELETE", "/dealFields/{id}", deal_fields_make, delete_field<RecordKind::deal>},
    {"POST", "/dealFields/{id}/options", deal_fields_change, add_options<RecordKind::deal>},
    {"PATCH", "/dealFields/{id}/options", deal_fields_change, rename_options<RecordKind::deal>},
    {"DELETE", "/dealFields/{id}/options", deal_fields_change, delete_options<RecordKind::deal>},
    {"GET", "/personFields", contact_fields_read, list_fields<RecordKind::person>},
    {"POST", "/personFields", contact_fields_make, create_field<RecordKind::person>},
    {"GET", "/personFields/{id}", contact_fields_read, get_field<RecordKind::person>},
    {"PATCH", "/personFields/{id}", contact_fields_change, update_field<RecordKind::person>},
    {"DELETE", "/personFields/{id}", contact_fields_make, delete_field<RecordKind::person>},
    {"POST", "/personFields/{id}/options", contact_fields_change, add_options<RecordKind::person>},
    {"PATCH",
     "/personFields/{id}/options",
     contact_fields_change,
     rename_options<RecordKind::person>},
    {"DELETE",
     "/personFields/{id}/options",
     contact_fields_change,
     delete_options<RecordKind::person>},
    {"GET", "/organizationFields", contact_fields_read, list_fields<RecordKind::organization>},
    {"POST", "/organizationFields", contact_fields_make, create_field<RecordKind::organization>},
    {"GET", "/organizationFields/{id}", contact_fields_read, get_field<RecordKind::organization>},
    {"PATCH",
     "/organizationFields/{id}",
     contact_fields_change,
     update_field<RecordKind::organization>},
    {"DELETE",
     "/organizationFields/{id}",
     contact_fields_make,
     delete_field<RecordKind::organization>},
    {"POST",
     "/organizationFields/{id}/options",
     contact_fields_change,
     add_options<RecordKind::organization>},
    {"PATCH",
     "/organizationFields/{id}/options",
     contact_fields_change,
     rename_options<RecordKind::organization>},
    {"DELETE",
     "/organizationFields/{id}/options",
     contact_fields_change,
     delete_options<RecordKind::organization>},
    {"GET", "/productFields", product_fields_read, list_fields<RecordKind::product>},
    {"POST", "/productFields", product_fields_make, create_field<RecordKind::product>},
    {"GET", "/productFields/{id}", product_fields_read, get_field<RecordKind::product>},
    {"PATCH", "/productFields/{id}", product_fields_change, update_field<RecordKind::product>},
    {"DELETE", "/productFields/{id}", product_fields_make, delete_field<RecordKind::product>},
    {"POST",
     "/productFields/{id}/options",
     product_fields_change,
     add_options<RecordKind::product>},
    {"PATCH",
     "/productFields/{id}/options",
     product_fields_change,
     rename_options<RecordKind::product>},
    {"DELETE",
     "/productFields/{id}/options",
     product_fields_change,
     delete_options<RecordKind::product>},
    {"GET", "/deals/{id}/followers", deals_scopes, list_followers<Deal>},
    {"POST", "/deals/{id}/followers", deals_write_scopes, add_follower<Deal>},
    {"DELETE", "/deals/{id}/followers/{sub}", deals_write_scopes, delete_follower<Deal>},
    {"GET", "/persons/{id}/followers", contacts_scopes, list_followers<Person>},
    {"POST", "/persons/{id}/followers", contacts_write_scopes, add_follower<Person>},
    {"DELETE", "/persons/{id}/followers/{sub}", contacts_write_scopes, delete_follower<Person>},
    {"GET", "/organizations/{id}/followers", contacts_scopes, list_followers<Organization>},
    {"POST", "/organizations/{id}/followers", contacts_write_scopes, add_follower<Organization>},
    {"DELETE",
     "/organizations/{id}/followers/{sub}",
     contacts_write_scopes,
     delete_follower<Organization>},
    {"GET", "/products/{id}/followers", products_scopes, list_followers<Product>},
    {"POST", "/products/{id}/followers", products_write_scopes, add_follower<Product>},
    {"DELETE", "/products/{id}/followers/{sub}", products_write_scopes, delete_follower<Product>},
    {"GET", "/activities", activities_scopes, list_activities},
    {"POST", "/activities", activities_write_scopes, create_activity},
    {"GET", "/activities/{id}", activities_scopes, get_activity},
    {"PATCH", "/activities/{id}", activities_write_scopes, update_activity},
    {"DELETE", "/activities/{id}", activities_write_scopes, delete_activity},
    {"GET", "/pipelines", pipelines_scopes, list_pipelines, 5},
    {"GET", "/pipelines/{id}", pipelines_scopes, get_pipeline},
    {"GET", "/stages", pipelines_scopes, list_stages, 5},
    {"GET", "/stages/{id}", pipelines_scopes, get_stage},
};

constexpr ApiRoute v1[] = {
    {"GET", "/webhooks", "webhooks:read webhooks:full admin", list_hooks, 10},
    {"POST", "/webhooks", "webhooks:full admin", create_hook},
    {"DELETE", "/webhooks/{id}", "webhooks:full admin", delete_hook},
    // The vendor grants a scope of its own for it; its name is not published.
    {"POST", "/invoice/user/provider", "base", register_provider},
    {"GET", "/users/me", "base", get_current_user, 2},
    {"GET", "/users", "users:read", list_users},
    {"GET", "/users/find", "users:read", find_users, 40},
    {"GET", "/users/{id}", "users:read", get_user},
    {"GET", "/userSettings", "base", get_user_settings, 2},
    {"GET", "/currencies", "base", list_currencies},
    {"GET", "/dealFields", deal_fields_read, list_fields_v1<RecordKind::deal>},
    {"GET", "/personFields", contact_fields_read, list_fields_v1<RecordKind::person>},
    {"GET", "/organizationFields", contact_fields_read, list_fields_v1<RecordKind::organization>},
    {"GET", "/productFields", product_fields_read, list_fields_v1<RecordKind::product>},
    {"GET", "/activityTypes", activity_types_scopes, list_activity_types},
    {"PUT", "/deals/{id}/merge", deals_write_scopes, merge_deal, 40},
    {"PUT", "/persons/{id}/merge", contacts_write_scopes, merge_person, 40},
    {"PUT", "/organizations/{id}/merge", contacts_write_scopes, merge_organization, 40},
    {"POST", "/deals/{id}/duplicate", deals_write_scopes, duplicate_deal},
    {"POST", "/files", files_write_scopes, upload_file},
    {"GET", "/files", files_read_scopes, list_files},
    {"GET", "/files/{id}", files_read_scopes, get_file},
    {"PUT", "/files/{id}", files_write_scopes, update_file},
    {"DELETE", "/files/{id}", files_write_scopes, delete_file},
    {"GET", "/files/{id}/download", files_read_scopes, download_file},
    {"GET", "/deals/{id}/files", deals_scopes, list_deal_files},
    {"GET", "/persons/{id}/files", contacts_scopes, list_person_files},
    {"GET", "/organizations/{id}/files", contacts_scopes, list_organization_files},
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

bool is_search(const ApiRoute& route)
{
    return route.pattern.ends_with("/search") || route.pattern.ends_with("/find");
}

/// Fields have codes, everything else has numbers.
bool wants_number(const ApiRoute& route)
{
    return route.pattern.find("/{id}") != std::string_view::npos &&
           route.pattern.find("Fields/") == std::string_view::npos;
}

/// What calls of a kind cost; API v1 takes twice as much.
int usual_cost(const ApiRoute& route)
{
    const bool is_list = !route.pattern.ends_with("}");
    if (is_search(route)) {
        return 20;
    }
    if (route.method == "GET") {
        return is_list ? 10 : 1;
    }
    return route.method == "DELETE" ? 3 : 5;
}

int cost_of(const ApiRoute& route, bool is_v2)
{
    return route.cost != 0 ? route.cost : usual_cost(route) * (is_v2 ? 1 : 2);
}

/// The daily pair is not documented, but seen.
void add_rate_headers(Response& response, const RateLimits::Verdict& verdict)
{
    net::Headers& headers = response.headers;
    headers.set("x-ratelimit-limit", std::to_string(verdict.limit));
    headers.set("x-ratelimit-remaining", std::to_string(verdict.remaining));
    headers.set("x-ratelimit-reset", std::to_string(RateLimits::window.count()));
    headers.set("x-daily-ratelimit-token-limit", std::to_string(verdict.daily_limit));
    headers.set("x-daily-ratelimit-token-remaining", std::to_string(verdict.daily_remaining));
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
                  const kit::Params& params)
{
    auto part = [&](std::string_view name) {
        const auto it = params.find(name);
        return it == params.end() ? std::string() : it->second;
    };
    const std::string id = part("id");
    const std::string sub_id = part("sub");
    const std::string_view header = request.headers.get("authorization");
    const std::string token(bearer_token(request));
    if (!header.empty() && token.empty()) {
        return answer::bad_request("Malformed authorization header");
    }
    const auto session = context.authority.session(token, context.clock.now());
    if (!session) {
        return answer::unauthorized();
    }
    const bool is_v2 = request.path.starts_with("/api/v2/");
    const auto verdict =
        context.limits.admit(token,
                             {.cost = cost_of(route, is_v2),
                              .is_search = is_search(route),
                              .seats = static_cast<std::int64_t>(context.world.users.size())},
                             context.clock.now());
    auto answered = [&]() -> Response {
        if (!verdict.is_admitted) {
            return answer::rate_limited();
        }
        if (!covers(*session, route.scopes)) {
            return answer::scope_mismatch();
        }
        if (is_v2 && wants_number(route) && !parse_integer(id)) {
            return answer::validation_failed("id: Expected number");
        }
        return route.handler({context, request, id, *session, sub_id});
    };
    Response response = answered();
    add_rate_headers(response, verdict);
    return response;
}

} // namespace emulator::pipedrive
