#include "emulator/quickbooks/oauth/oauth.hpp"

#include "crypto/crypto.hpp"
#include "emulator/oauth/form.hpp"
#include "emulator/quickbooks/api/answer.hpp"
#include "emulator/quickbooks/pages/consent_page.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <ranges>

namespace emulator::quickbooks::oauth {

using net::Response;

namespace {

constexpr std::string_view payment_scope = "com.intuit.quickbooks.payment";
constexpr std::string_view known_scopes[] = {
    accounting_scope, payment_scope, "openid", "profile", "email", "phone", "address"};

Response refused(int status, std::string_view error, std::string_view description = {})
{
    Json body = Json::Object{{"error", error}};
    if (!description.empty()) {
        body.set("error_description", description);
    }
    return answer::json(status, body);
}

/// Whether every scope is one that the vendor has, and there is one.
bool are_known(std::string_view scopes)
{
    bool found_any = false;
    for (const auto part : std::views::split(scopes, ' ')) {
        const std::string_view scope(part);
        if (scope.empty()) {
            continue;
        }
        if (std::ranges::find(known_scopes, scope) == std::end(known_scopes)) {
            return false;
        }
        found_any = true;
    }
    return found_any;
}

Response back_to_app(std::string_view redirect_uri, const net::Parameters& query)
{
    const char separator = redirect_uri.find('?') == std::string_view::npos ? '?' : '&';
    return {.status = 302,
            .headers = {
                {"location", std::string(redirect_uri) + separator + net::encode_query(query)}}};
}

Response back_with_error(const pages::ConsentRequest& wish, std::string_view error)
{
    return back_to_app(wish.redirect_uri, {{"error", std::string(error)}, {"state", wish.state}});
}

/// What must be right before anything is sent back to the app; else a page for the person.
std::optional<Response> wrong_app(const Context& context, const pages::ConsentRequest& wish)
{
    if (wish.client_id != context.options.client_id) {
        return pages::sign_in_problem("No app has this client_id.");
    }
    if (!is_loopback_uri(wish.redirect_uri)) {
        return pages::sign_in_problem(
            "The redirect_uri query parameter value is invalid. Make sure it is listed in the "
            "Redirect URIs section of your app's keys. This emulator takes every loopback address "
            "as listed.");
    }
    return std::nullopt;
}

/// The client that an authenticated request comes from; false where it is not the registered one.
bool is_client(const Options& options, const net::Request& request, const Form& form)
{
    const auto basic = basic_credentials(request);
    const Credentials given = basic ? *basic
                                    : Credentials{std::string(form.get("client_id")),
                                                  std::string(form.get("client_secret"))};
    return billbridge::crypto::equal(given.id, options.client_id) &&
           billbridge::crypto::equal(given.secret, options.client_secret.reveal());
}

Response
granted(const Context& context, const net::Request& request, const Authority::Tokens& tokens)
{
    Json body = Json::Object{
        {"token_type", "bearer"},
        {"access_token", tokens.access},
        {"expires_in", std::int64_t{Authority::access_life.count()}},
        {"refresh_token", tokens.refresh},
        {"x_refresh_token_expires_in", std::int64_t{tokens.refresh_expires_in.count()}}};
    // Told only to those who ask.
    if (request.headers.get("x-include-refresh-token-hard-expires-in") == "true") {
        body.set("x_refresh_token_hard_expires_in", std::int64_t{tokens.hard_expires_in.count()});
    }
    if (has_scope(tokens.consent.scope, "openid")) {
        body.set(
            "id_token",
            context.id_tokens.sign(context.options.client_id, tokens.consent.realm, context.now()));
    }
    return answer::json(200, body);
}

} // namespace

bool has_scope(std::string_view scopes, std::string_view wanted)
{
    for (const auto part : std::views::split(scopes, ' ')) {
        if (std::string_view(part) == wanted) {
            return true;
        }
    }
    return false;
}

bool needs_company(std::string_view scopes)
{
    return has_scope(scopes, accounting_scope) || has_scope(scopes, payment_scope);
}

Response discovery(const net::Request& request)
{
    const std::string here = "http://" + std::string(request.headers.get("host"));
    const Json body = Json::Object{
        {"issuer", here + "/op/v1"},
        {"authorization_endpoint", here + "/connect/oauth2"},
        {"token_endpoint", here + "/oauth2/v1/tokens/bearer"},
        {"userinfo_endpoint", here + "/v1/openid_connect/userinfo"},
        {"revocation_endpoint", here + "/v2/oauth2/tokens/revoke"},
        {"jwks_uri", here + "/op/v1/jwks"},
        {"response_types_supported", Json::Array{"code"}},
        {"subject_types_supported", Json::Array{"public"}},
        {"id_token_signing_alg_values_supported", Json::Array{"RS256"}},
        {"scopes_supported", Json::Array{"openid", "email", "profile", "address", "phone"}},
        {"token_endpoint_auth_methods_supported",
         Json::Array{"client_secret_post", "client_secret_basic"}},
        {"claims_supported", Json::Array{"aud", "exp", "iat", "iss", "realmid", "sub"}}};
    return answer::json(200, body);
}

Response keys(const Context& context)
{
    return answer::json(200, context.id_tokens.keys());
}

Response ask_consent(const Context& context, const net::Request& request)
{
    const pages::ConsentRequest wish{.client_id = std::string(request.parameter("client_id")),
                                     .redirect_uri = std::string(request.parameter("redirect_uri")),
                                     .state = std::string(request.parameter("state")),
                                     .scope = std::string(request.parameter("scope"))};
    if (auto page = wrong_app(context, wish)) {
        return *std::move(page);
    }
    if (wish.state.empty()) {
        return pages::sign_in_problem("The state query parameter is missing.");
    }
    if (request.parameter("response_type") != "code") {
        return back_with_error(wish, "unsupported_response_type");
    }
    if (!are_known(wish.scope)) {
        return back_with_error(wish, "invalid_scope");
    }
    return pages::consent_page(context, wish);
}

Response decide(Context& context, const net::Request& request)
{
    const Form form = read_form(request);
    const pages::ConsentRequest wish{.client_id = std::string(form.get("client_id")),
                                     .redirect_uri = std::string(form.get("redirect_uri")),
                                     .state = std::string(form.get("state")),
                                     .scope = std::string(form.get("scope"))};
    if (auto page = wrong_app(context, wish)) {
        return *std::move(page);
    }
    if (!are_known(wish.scope)) {
        return back_with_error(wish, "invalid_scope");
    }
    if (form.get("decision") != "connect") {
        return back_with_error(wish, "access_denied");
    }
    std::string realm;
    if (needs_company(wish.scope)) {
        realm = form.get("realm");
        if (context.company(realm) == nullptr) {
            return pages::sign_in_problem("Choose a company.");
        }
    }
    net::Parameters query = {
        {"code",
         context.authority.issue_code({realm, wish.scope}, wish.redirect_uri, context.now())},
        {"state", wish.state}};
    if (!realm.empty()) {
        query.emplace_back("realmId", realm);
    }
    return back_to_app(wish.redirect_uri, query);
}

Response token(Context& context, const net::Request& request)
{
    const Form form = read_form(request);
    if (!is_client(context.options, request, form)) {
        return refused(401, "invalid_client");
    }
    const std::string_view grant_type = form.get("grant_type");
    if (!is_form(request) || grant_type.empty()) {
        return refused(400, "invalid_request");
    }
    Authority::TokenAnswer tokens;
    if (grant_type == "authorization_code") {
        if (form.get("code").empty() || form.get("redirect_uri").empty()) {
            return refused(400, "invalid_request");
        }
        tokens =
            context.authority.exchange(form.get("code"), form.get("redirect_uri"), context.now());
    } else if (grant_type == "refresh_token") {
        if (form.get("refresh_token").empty()) {
            return refused(400, "invalid_request");
        }
        tokens = context.authority.refresh(form.get("refresh_token"), context.now());
    } else {
        return refused(400, "unsupported_grant_type");
    }
    return tokens ? granted(context, request, *tokens)
                  : refused(400, "invalid_grant", tokens.error());
}

Response revoke(Context& context, const net::Request& request)
{
    const auto credentials = basic_credentials(request);
    if (!credentials || !is_client(context.options, request, Form())) {
        return refused(401, "invalid_client");
    }
    // The vendor documents JSON; clients in use send a form.
    const auto body = Json::parse(request.body);
    const std::string token = is_form(request)
                                  ? std::string(read_form(request).get("token"))
                                  : (body ? (*body)["token"].string_or() : std::string());
    if (token.empty()) {
        return refused(400, "invalid_request");
    }
    if (!context.authority.revoke(token)) {
        return refused(400, "invalid_grant", "Token invalid");
    }
    return {.status = 200, .headers = {{"cache-control", "no-cache, no-store"}}};
}

Response user_info(const Context& context, const net::Request& request)
{
    const auto consent = context.authority.consent(bearer_token(request), context.now());
    if (!consent) {
        return answer::refusal(fault("3200"), context.now());
    }
    if (!has_scope(consent->scope, "openid")) {
        return answer::refusal(fault("3100"), context.now());
    }
    Json body = Json::Object{{"sub", person}};
    if (has_scope(consent->scope, "profile")) {
        body.set("givenName", "Craig").set("familyName", "Carlson");
    }
    if (has_scope(consent->scope, "email")) {
        body.set("email", "craig@example.com").set("emailVerified", true);
    }
    if (has_scope(consent->scope, "phone")) {
        body.set("phoneNumber", "+1 5550100").set("phoneNumberVerified", false);
    }
    return answer::json(200, body);
}

} // namespace emulator::quickbooks::oauth
