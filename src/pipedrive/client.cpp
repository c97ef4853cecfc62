#include "pipedrive/client.hpp"

#include "net/grant_request.hpp"

#include <charconv>
#include <chrono>

namespace billbridge::pipedrive {

namespace {

/// Where a 429 names no delay: the burst window is 2 seconds (facts 5.2).
constexpr std::chrono::seconds burst_window{2};
/// How much of a foreign text goes into the log.
constexpr std::size_t excerpt_max = 300;

std::optional<std::chrono::seconds> seconds(std::string_view text)
{
    int count = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (problem != std::errc{} || end != text.data() + text.size() || count < 0) {
        return std::nullopt;
    }
    return std::chrono::seconds(count);
}

/// Pipedrive's words for people, from whichever member has them (facts 5.1).
std::string vendor_text(const Json& body)
{
    for (const char* name : {"error", "message"}) {
        if (const auto* text = body[name].if_string()) {
            return *text;
        }
    }
    return {};
}

std::string cause_of(const net::ClientResponse& response)
{
    std::string cause = "pipedrive " + std::to_string(response.status);
    const std::string_view id = response.headers.get("x-correlation-id");
    if (!id.empty()) {
        cause += " (" + std::string(id) + ")";
    }
    return cause + ": " + response.body.substr(0, excerpt_max);
}

std::chrono::seconds wait_of(const net::Headers& headers)
{
    for (const char* name : {"retry-after", "x-ratelimit-reset"}) {
        if (const auto wait = seconds(headers.get(name))) {
            return *wait;
        }
    }
    return burst_window;
}

} // namespace

Error error_of(const net::ClientResponse& response)
{
    const std::string cause = cause_of(response);
    switch (response.status) {
    case 401:
        return unauthorized({"error.reinstall_app", {}}, cause);
    case 402:
        return rejected({"error.crm_account_closed", {}}, cause);
    case 404:
    case 410:
        return not_found({"error.crm_not_found", {}}, cause);
    case 429: {
        Error error{ErrorKind::rate_limited, {"error.crm_busy", {}}, cause, std::nullopt, {}};
        error.retry_after = wait_of(response.headers);
        return error;
    }
    default:
        break;
    }
    if (response.status >= 500 || response.status < 400) {
        return unavailable({"error.crm_unavailable", {}}, cause);
    }
    const auto body = Json::parse(response.body);
    const std::string text = body ? vendor_text(*body) : std::string();
    if (response.status == 403) {
        const bool told = !text.empty();
        return forbidden(told ? Message{"error.crm_forbidden_because", {{"detail", text}}}
                              : Message{"error.crm_forbidden", {}},
                         cause);
    }
    return rejected({"error.crm_refused", {{"detail", text.empty() ? "-" : text}}}, cause);
}

Result<Json> json_of(const net::ClientResponse& response)
{
    if (response.status != 200 && response.status != 201) {
        return fail(error_of(response));
    }
    auto json = Json::parse(response.body);
    if (!json || !(*json)["success"].bool_or(true) || json->if_object() == nullptr) {
        return fail(unavailable({"error.crm_unavailable", {}}, cause_of(response)));
    }
    return json;
}

Client::Client(net::HttpClient& http,
               Log& log,
               std::string api_base,
               std::shared_ptr<AccessTokens> tokens)
    : http_(http), log_(log), api_base_(std::move(api_base)), tokens_(std::move(tokens))
{
}

Task<Json> Client::get(std::string route, std::string path)
{
    net::ClientRequest request;
    request.url = api_base_ + path;
    co_return co_await call("GET " + route, std::move(request));
}

Task<Json> Client::post(std::string route, std::string path, Json body)
{
    net::ClientRequest request;
    request.method = "POST";
    request.url = api_base_ + path;
    request.body = body.dump();
    request.headers.add("Content-Type", "application/json");
    co_return co_await call("POST " + route, std::move(request));
}

Task<Json> Client::call(std::string route, net::ClientRequest request)
{
    CO_TRY(const net::ClientResponse response,
           co_await net::send_authorized(http_, *tokens_, std::move(request)));
    log_.debug("vendor call",
               {{"vendor", "pipedrive"},
                {"route", route},
                {"status", std::to_string(response.status)},
                {"correlation_id", std::string(response.headers.get("x-correlation-id"))}});
    co_return json_of(response);
}

} // namespace billbridge::pipedrive
