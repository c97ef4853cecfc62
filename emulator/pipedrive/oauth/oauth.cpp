#include "emulator/pipedrive/oauth/oauth.hpp"

#include "crypto/crypto.hpp"
#include "emulator/kit/instant.hpp"
#include "emulator/oauth/form.hpp"
#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/pages/app_pages.hpp"
#include "emulator/pipedrive/pages/layout.hpp"
#include "net/url.hpp"

namespace emulator::pipedrive::oauth {

using net::Response;

namespace {

/// 400 for every refusal of the token endpoint. The vendor documents the classes and their reasons,
/// not the body; this is the form that clients have been seen to read.
Response refused(std::string_view error, std::string_view message)
{
    return answer::json(400,
                        Json::Object{{"success", false}, {"error", error}, {"message", message}});
}

/// Why the request does not come from the registered app; empty where it does.
std::string client_problem(const Options& options, const net::Request& request, const Form& form)
{
    Credentials credentials{std::string(form.get("client_id")),
                            std::string(form.get("client_secret"))};
    if (!request.headers.get("authorization").empty()) {
        const auto basic = basic_credentials(request);
        if (!basic) {
            return "Invalid client: malformed authorization header";
        }
        credentials = *basic;
    }
    if (credentials.id.empty() || credentials.secret.empty()) {
        return "Invalid client: client credentials are missing";
    }
    const bool is_known =
        billbridge::crypto::equal(credentials.id, options.client_id) &&
        billbridge::crypto::equal(credentials.secret, options.client_secret.reveal());
    return is_known ? "" : "Invalid client: client is invalid";
}

/// Where the answer of a consent goes, with one more parameter and the state.
Response back_to_app(std::string_view redirect_uri,
                     std::string_view name,
                     std::string_view value,
                     std::string_view state)
{
    std::vector<std::pair<std::string, std::string>> query = {
        {std::string(name), std::string(value)}};
    if (!state.empty()) {
        query.emplace_back("state", state);
    }
    const char separator = redirect_uri.find('?') == std::string_view::npos ? '?' : '&';
    return {.status = 302,
            .headers = {
                {"location", std::string(redirect_uri) + separator + net::encode_query(query)}}};
}

/// The page of a request that cannot be sent back to an app; nothing where it can.
std::optional<Response>
authorize_problem(const Context& context, std::string_view client_id, std::string_view redirect_uri)
{
    if (client_id != context.options.client_id) {
        return pages::problem(context, 400, "problem.client", "problem.client.why");
    }
    if (!is_loopback_uri(redirect_uri)) {
        return pages::problem(context, 400, "problem.redirect", "problem.redirect.why");
    }
    return std::nullopt;
}

Response
granted(const Context& context, const net::Request& request, const Authority::Tokens& tokens)
{
    const Json body =
        Json::Object{{"access_token", tokens.access_token},
                     {"token_type", "Bearer"},
                     {"expires_in", std::int64_t{access_token_life.count()}},
                     {"refresh_token", tokens.refresh_token},
                     {"scope", context.authority.scopes()},
                     {"api_domain", "http://" + std::string(request.headers.get("host"))}};
    return answer::json(200, body);
}

} // namespace

Response ask_consent(const Context& context, const net::Request& request)
{
    const std::string_view redirect_uri = request.parameter("redirect_uri");
    if (auto page = authorize_problem(context, request.parameter("client_id"), redirect_uri)) {
        return *std::move(page);
    }
    return pages::consent_page(context,
                               {.redirect_uri = std::string(redirect_uri),
                                .state = std::string(request.parameter("state"))});
}

Response decide(Context& context, const net::Request& request)
{
    const Form form = read_form(request);
    const std::string_view redirect_uri = form.get("redirect_uri");
    if (auto page = authorize_problem(context, form.get("client_id"), redirect_uri)) {
        return *std::move(page);
    }
    if (form.get("decision") != "allow") {
        return back_to_app(redirect_uri, "error", "user_denied", form.get("state"));
    }
    const std::string code = context.authority.issue_code(
        context.world.web_user_id, std::string(redirect_uri), context.clock.now());
    return back_to_app(redirect_uri, "code", code, form.get("state"));
}

Response token(Context& context, const net::Request& request)
{
    if (!is_form(request)) {
        return refused("invalid_request",
                       "Invalid request: content must be application/x-www-form-urlencoded");
    }
    const Form form = read_form(request);
    if (const auto problem = client_problem(context.options, request, form); !problem.empty()) {
        return refused("invalid_client", problem);
    }
    const std::string_view grant_type = form.get("grant_type");
    const Time now = context.clock.now();
    Authority::TokenAnswer tokens = std::unexpected("Invalid grant: api_token is invalid");
    if (grant_type.empty()) {
        return refused("invalid_request", "Invalid request: grant_type is missing");
    }
    if (grant_type == "authorization_code") {
        const std::string_view redirect_uri = form.get("redirect_uri");
        if (!is_loopback_uri(redirect_uri)) {
            return refused("invalid_request", "Invalid request: redirect_uri is not a valid URI");
        }
        tokens = context.authority.exchange(form.get("code"), redirect_uri, now);
    } else if (grant_type == "refresh_token") {
        tokens = context.authority.refresh(form.get("refresh_token"), now);
    } else if (grant_type != "exchange_api_token") {
        return refused("unsupported_grant_type",
                       "Unsupported grant type: " + std::string(grant_type));
    }
    return tokens ? granted(context, request, *tokens) : refused("invalid_grant", tokens.error());
}

Response revoke(Context& context, const net::Request& request)
{
    const Form form = read_form(request);
    if (const auto problem = client_problem(context.options, request, form); !problem.empty()) {
        return refused("invalid_client", problem);
    }
    context.authority.revoke(form.get("token"));
    return answer::json(200, Json::Object{{"success", true}});
}

net::ClientRequest uninstall_callback(const Context& context, RecordId user_id)
{
    const Options& options = context.options;
    const Json body = Json::Object{{"client_id", options.client_id},
                                   {"company_id", context.world.company.id},
                                   {"user_id", user_id},
                                   {"timestamp", kit::format_instant(context.clock.now())}};
    const std::string credentials = options.client_id + ":" + options.client_secret.reveal();
    return {.method = "DELETE",
            .url = context.authority.callback_url(user_id),
            .headers = {{"authorization", "Basic " + billbridge::crypto::base64(credentials)},
                        {"content-type", "application/json"}},
            .body = body.dump()};
}

} // namespace emulator::pipedrive::oauth
