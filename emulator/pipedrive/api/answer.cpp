#include "emulator/pipedrive/api/answer.hpp"

#include "base/utf8.hpp"

#include "crypto/crypto.hpp"

#include <functional>
#include <map>

namespace emulator::pipedrive::answer {

namespace {

constexpr const char* documentation = "Please check developers.pipedrive.com";

Json refusal(std::string_view error, std::string_view error_info)
{
    return Json::Object{{"success", false},
                        {"error", error},
                        {"error_info", error_info},
                        {"data", nullptr},
                        {"additional_data", nullptr}};
}

/// What stands before the API after many ignored 429s: a page for people, not JSON.
Response blocked()
{
    return {.status = 403,
            .headers = {{"content-type", "text/html; charset=UTF-8"}},
            .body = "<!doctype html><title>Attention required</title><h1>Sorry, you have been "
                    "blocked</h1>"};
}

Json page_json(std::int64_t start, std::int64_t limit, bool more)
{
    return Json::Object{{"start", start}, {"limit", limit}, {"more_items_in_collection", more}};
}

Response list_v1(Json items, Json additional)
{
    const bool is_empty = items.if_array() == nullptr || items.if_array()->empty();
    return json(200,
                Json::Object{{"success", true},
                             {"data", is_empty ? Json() : std::move(items)},
                             {"additional_data", std::move(additional)}});
}

} // namespace

Response json(int status, const Json& body)
{
    return {.status = status,
            .headers = {{"content-type", "application/json; charset=utf-8"}},
            .body = body.dump()};
}

Response single(Json data, int status)
{
    return json(status, Json::Object{{"success", true}, {"data", std::move(data)}});
}

Response deleted(std::int64_t id)
{
    return single(Json::Object{{"id", id}});
}

Response page_v2(Json items, Json next_cursor)
{
    return json(
        200,
        Json::Object{{"success", true},
                     {"data", std::move(items)},
                     {"additional_data", Json::Object{{"next_cursor", std::move(next_cursor)}}}});
}

Response page_v1(Json items, std::int64_t start, std::int64_t limit, bool more)
{
    Json pagination = page_json(start, limit, more);
    if (more) {
        pagination.set("next_start", start + limit);
    }
    return list_v1(std::move(items), Json::Object{{"pagination", std::move(pagination)}});
}

Response page_v1_flat(Json items, std::int64_t start, std::int64_t limit, bool more)
{
    return list_v1(std::move(items), page_json(start, limit, more));
}

Response not_found()
{
    return json(404, refusal("Entity was not found", "Object was not found."));
}

Response validation_failed(std::string_view reason)
{
    constexpr std::size_t reason_max = 500; // it may quote what a client sent
    const std::string short_reason(billbridge::utf8_prefix(reason, reason_max));
    return json(400,
                Json::Object{{"success", false},
                             {"error", "Validation failed: " + short_reason},
                             {"code", "ERR_SCHEMA_VALIDATION_FAILED"}});
}

Response bad_request(std::string_view reason)
{
    return json(400, refusal(reason, documentation));
}

Response unauthorized()
{
    Response response = json(401,
                             Json::Object{{"success", false},
                                          {"error", "unauthorized access"},
                                          {"errorCode", 401},
                                          {"error_info", documentation}});
    response.headers.set("x-401-by-gw", "true");
    response.headers.set("x-correlation-id", billbridge::crypto::random_uuid());
    return response;
}

Response scope_mismatch()
{
    return json(403,
                Json::Object{{"success", false},
                             {"error", "Scope and URL mismatch"},
                             {"errorCode", 403},
                             {"error_info", documentation}});
}

Response refused(int status, std::string_view reason)
{
    return json(status, Json::Object{{"success", false}, {"error", reason}});
}

Response forbidden(std::string_view reason)
{
    return json(403, refusal(reason, documentation));
}

Response gone()
{
    return json(
        410, refusal("This endpoint is no longer available. Use API v2 instead.", documentation));
}

Response method_not_allowed()
{
    return json(405, refusal("Method not allowed", documentation));
}

Response unsupported_media_type()
{
    return json(415, refusal("Unsupported media type", documentation));
}

Response rate_limited()
{
    // The body is not documented; the status page says "request over limit".
    Response response = json(429,
                             Json::Object{{"success", false},
                                          {"error", "request over limit"},
                                          {"errorCode", 429},
                                          {"error_info", documentation}});
    response.headers.set("x-ratelimit-remaining", "0");
    response.headers.set("x-ratelimit-reset", "2");
    return response;
}

std::optional<Response> by_code(std::string_view code)
{
    const std::map<std::string_view, std::function<Response()>> refusals = {
        {"400", [] { return bad_request("Bad request"); }},
        {"401", unauthorized},
        {"402", [] { return json(402, refusal("Company account is not open", documentation)); }},
        {"403", [] { return forbidden("You do not have permission to do this."); }},
        {"403_scope", scope_mismatch},
        {"403_html", blocked},
        {"404", not_found},
        {"410", gone},
        {"429", rate_limited}};
    const auto found = refusals.find(code);
    return found == refusals.end() ? std::nullopt : std::optional(found->second());
}

Json number(const billbridge::Decimal& value)
{
    return Json(value.trimmed());
}

Json numbers(const std::vector<std::int64_t>& values)
{
    Json list = Json::array();
    for (const std::int64_t value : values) {
        list.push_back(value);
    }
    return list;
}

} // namespace emulator::pipedrive::answer
