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

/// A complete address that does not lead back to the vendor's own API.
bool is_deliverable(const Call& call, std::string_view url)
{
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!url.starts_with(scheme)) {
            continue;
        }
        const std::string_view rest = url.substr(scheme.size());
        const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
        return !host.empty() && host != call.request.headers.get("host") &&
               !host.ends_with(".pipedrive.com");
    }
    return false;
}

/// Whose permissions decide is a user of the company; another than oneself is an administrator's to
/// name.
std::optional<Response> check_user(const Call& call, const Json& body)
{
    const Json* wanted = body.find("user_id");
    if (wanted == nullptr || wanted->is_null()) {
        return std::nullopt;
    }
    const World& world = call.context.world;
    const auto id = strict_integer(*wanted);
    if (!id || world.user(*id) == nullptr) {
        return refused(400, "user_id", "invalid value");
    }
    const User* caller = world.user(call.session.user_id);
    const bool may_choose = *id == call.session.user_id || (caller != nullptr && caller->is_admin);
    return may_choose ? std::nullopt : std::optional(answer::forbidden("Forbidden"));
}

std::optional<Response> check_hook(const Call& call, const Json& body)
{
    for (const char* member : {"subscription_url", "event_action", "event_object", "name"}) {
        if (body[member].string_or().empty()) {
            return refused(400, member, std::string(member) + " is required");
        }
    }
    if (!is_deliverable(call, body["subscription_url"].string_or())) {
        return refused(400, "subscription_url", "invalid or non-reachable URL");
    }
    if (!is_one_of(actions, body["event_action"].string_or())) {
        return refused(400, "event_action", "invalid value");
    }
    if (!is_one_of(objects, body["event_object"].string_or())) {
        return refused(400, "event_object", "invalid value");
    }
    for (const char* member : {"http_auth_user", "http_auth_password"}) {
        const Json* value = body.find(member);
        if (value != nullptr && !value->is_null() && value->if_string() == nullptr) {
            return refused(400, member, "invalid value");
        }
    }
    if (auto problem = check_user(call, body)) {
        return problem;
    }
    const Json* wanted = body.find("version");
    const std::string version = wanted == nullptr ? "2.0" : wanted->string_or();
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
        if (hook.owner_id == call.session.user_id) {
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
    if (auto problem = check_hook(call, *body)) {
        return *std::move(problem);
    }
    const auto owned = std::ranges::count_if(call.context.hooks.all(), [&](const auto& entry) {
        return entry.second.owner_id == call.session.user_id;
    });
    if (static_cast<std::size_t>(owned) >= Hooks::hooks_max) {
        return refused(422, "limit", "webhooks limit reached");
    }
    call.context.world.changes.clear(); // a subscription begins now
    const Hook& hook =
        call.context.hooks.add({.owner_id = call.session.user_id,
                                .user_id = (*body)["user_id"].int_or(call.session.user_id),
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
    if (it->second.owner_id != call.session.user_id) {
        return answer::json(403, Json::Object{{"success", false}, {"message", "Forbidden"}});
    }
    call.context.hooks.remove(*id);
    return answer::json(200, Json::Object{{"status", "ok"}, {"success", true}});
}

} // namespace emulator::pipedrive
