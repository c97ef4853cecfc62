#include "emulator/pipedrive/hooks/hook_routes.hpp"

#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/body.hpp"

#include <algorithm>
#include <iterator>

namespace emulator::pipedrive {

namespace {

constexpr std::string_view actions[] = {"create", "change", "delete", "*"};
constexpr std::string_view objects[] = {"activity",
                                        "deal",
                                        "lead",
                                        "note",
                                        "organization",
                                        "person",
                                        "pipeline",
                                        "product",
                                        "stage",
                                        "user",
                                        "deal_product",
                                        "deal_installment",
                                        "project",
                                        "task",
                                        "board",
                                        "phase",
                                        "*"};

template <std::size_t n>
bool is_one_of(const std::string_view (&words)[n], std::string_view word)
{
    return std::ranges::find(words, word) != std::end(words);
}

/// `{"status":"error","success":false,"errors":{"id":["not found"]}}`
Response refused(int status, const char* member, std::string_view reason)
{
    Json errors = Json::object();
    errors.set(member, Json::Array{reason});
    return answer::json(
        status,
        Json::Object{{"status", "error"}, {"success", false}, {"errors", std::move(errors)}});
}

bool is_web_address(std::string_view url)
{
    return url.starts_with("https://") || url.starts_with("http://");
}

std::optional<Response> check_hook(const Json& body)
{
    for (const char* member : {"subscription_url", "event_action", "event_object", "name"}) {
        if (body[member].string_or().empty()) {
            return refused(400, member, std::string(member) + " is required");
        }
    }
    if (!is_web_address(body["subscription_url"].string_or())) {
        return refused(400, "subscription_url", "invalid URL");
    }
    if (!is_one_of(actions, body["event_action"].string_or())) {
        return refused(400, "event_action", "invalid value");
    }
    if (!is_one_of(objects, body["event_object"].string_or())) {
        return refused(400, "event_object", "invalid value");
    }
    const std::string version = body["version"].string_or("2.0");
    // Payloads of version 1 are not made any more for new subscriptions here.
    return version == "2.0" ? std::nullopt
                            : std::optional(refused(400, "version", "invalid value"));
}

Response accepted(int status, Json data)
{
    return answer::json(
        status, Json::Object{{"status", "ok"}, {"success", true}, {"data", std::move(data)}});
}

} // namespace

Response list_hooks(const Call& call)
{
    Json hooks = Json::array();
    for (const auto& [id, hook] : call.context.hooks.all()) {
        if (hook.user_id == call.session.user_id) {
            hooks.push_back(hook_json(call.context.world, hook));
        }
    }
    return accepted(200, std::move(hooks));
}

Response create_hook(const Call& call)
{
    const auto body = read_object(call);
    if (!body) {
        return body.error();
    }
    if (auto problem = check_hook(*body)) {
        return *std::move(problem);
    }
    const auto owned = std::ranges::count_if(call.context.hooks.all(), [&](const auto& entry) {
        return entry.second.user_id == call.session.user_id;
    });
    if (static_cast<std::size_t>(owned) >= Hooks::hooks_max) {
        return refused(422, "limit", "webhooks limit reached");
    }
    call.context.world.changes.clear(); // a subscription begins now
    const Hook& hook =
        call.context.hooks.add({.user_id = call.session.user_id,
                                .name = (*body)["name"].string_or(),
                                .url = (*body)["subscription_url"].string_or(),
                                .action = (*body)["event_action"].string_or(),
                                .object = (*body)["event_object"].string_or(),
                                .http_user = (*body)["http_auth_user"].string_or(),
                                .http_password = (*body)["http_auth_password"].string_or()});
    return accepted(201, hook_json(call.context.world, hook));
}

Response delete_hook(const Call& call)
{
    const OptionalId id = parse_integer(call.id);
    const auto& hooks = call.context.hooks.all();
    const auto it = id ? hooks.find(*id) : hooks.end();
    if (it == hooks.end()) {
        return refused(404, "id", "not found");
    }
    if (it->second.user_id != call.session.user_id) {
        return answer::json(403, Json::Object{{"success", false}, {"message", "Forbidden"}});
    }
    call.context.hooks.remove(*id);
    return answer::json(200, Json::Object{{"status", "ok"}, {"success", true}});
}

} // namespace emulator::pipedrive
