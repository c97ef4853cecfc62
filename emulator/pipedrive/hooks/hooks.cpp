#include "emulator/pipedrive/hooks/hooks.hpp"

#include "crypto/crypto.hpp"
#include "emulator/kit/instant.hpp"
#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/hooks/payload.hpp"

#include <algorithm>
#include <charconv>

namespace emulator::pipedrive {

namespace crypto = billbridge::crypto;
namespace net = billbridge::net;

namespace {

using namespace std::chrono_literals;

/// The app must answer within this time.
constexpr std::chrono::seconds deadline{10};
/// So many failed first attempts in a row ban a hook for a while.
constexpr int failures_max = 10;
constexpr std::chrono::minutes ban{30};
/// A hook without a success for so long is deleted.
constexpr std::chrono::hours silence_max{72};
/// Changes that wait for somebody to subscribe.
constexpr std::size_t changes_max = 10'000;

/// The first delivery and three repeats.
kit::RetrySchedule schedule()
{
    return {.delays = {3s, 30s, 150s}};
}

std::string_view action_of(const Change& change)
{
    switch (change.action) {
    case Action::create:
        return "create";
    case Action::remove:
        return "delete";
    case Action::change:
    case Action::merge:
        break;
    }
    return "change";
}

bool is_wanted(const Hook& hook, const Change& change)
{
    return (hook.action == "*" || hook.action == action_of(change)) &&
           (hook.object == "*" || hook.object == change.entity);
}

/// The ids of an event: its own, which repeats keep, and that of the action that caused it.
struct EventIds {
    std::string event;
    std::string action;
};

Json meta(const World& world, const Hook& hook, const Change& change, const EventIds& ids)
{
    const std::string user = std::to_string(change.user_id);
    Json meta = Json::Object{{"action", action_of(change)},
                             {"entity", change.entity},
                             {"entity_id", std::to_string(change.id)},
                             {"company_id", std::to_string(world.company.id)},
                             {"user_id", user},
                             {"id", ids.event},
                             {"correlation_id", ids.action},
                             {"is_bulk_edit", false},
                             {"timestamp", kit::format_instant(change.time)},
                             {"type", "application"},
                             {"version", hook.version},
                             {"webhook_id", std::to_string(hook.id)},
                             {"webhook_owner_id", std::to_string(hook.owner_id)},
                             {"change_source", change.source == Source::app ? "app" : "api"},
                             {"permitted_user_ids", Json::Array{std::to_string(hook.user_id)}},
                             {"host", world.company.domain + ".pipedrive.com"}};
    if (change.merged_with) {
        const bool stays = change.action == Action::merge;
        meta.set(stays ? "merged_from_id" : "merged_to_id", std::to_string(*change.merged_with));
    }
    return meta;
}

} // namespace

Hooks::Hooks(kit::EmulatorClock& clock, kit::Courier::Send send)
    : courier(clock, schedule(), std::move(send)), clock_(clock)
{
    courier.on_attempt = [this](const kit::Courier::Attempt& attempt) { note(attempt); };
}

const Hook& Hooks::add(Hook hook)
{
    hook.id = next_id_++;
    hook.added = clock_.now();
    hook.last_success = clock_.now();
    return hooks_[hook.id] = std::move(hook);
}

void Hooks::remove(RecordId id)
{
    hooks_.erase(id);
    courier.drop(std::to_string(id));
}

void Hooks::remove_of(RecordId owner_id)
{
    const auto hooks = hooks_;
    for (const auto& [id, hook] : hooks) {
        if (hook.owner_id == owner_id) {
            remove(id);
        }
    }
}

void Hooks::clear()
{
    hooks_.clear();
    courier.drop_all();
}

void Hooks::tend(World& world)
{
    if (hooks_.empty()) {
        const std::size_t count = world.changes.size();
        if (count > changes_max) {
            world.changes.erase(world.changes.begin(),
                                world.changes.end() - static_cast<std::ptrdiff_t>(changes_max));
        }
        return;
    }
    // They are taken after each request: what is there now comes from one action.
    const std::string action = crypto::random_uuid();
    for (const Change& change : world.changes) {
        tell(world, change, action);
    }
    world.changes.clear();
    courier.run();
    remove_dead();
}

void Hooks::tell(const World& world, const Change& change, const std::string& action)
{
    const Payload payload = payload_of(world, change);
    for (const auto& [id, hook] : hooks_) {
        if (!is_wanted(hook, change) || clock_.now() < hook.banned_until) {
            continue;
        }
        const Json about = meta(world, hook, change, {crypto::random_uuid(), action});
        auto request = [hook, about, payload](int attempt) {
            Json told_meta = about;
            told_meta.set("attempt", std::int64_t{attempt});
            net::ClientRequest request{.method = "POST", .url = hook.url};
            request.headers = {{"content-type", "application/json"},
                               {"user-agent", "Pipedrive-Webhook"}};
            if (!hook.http_user.empty()) {
                const std::string pair = hook.http_user + ":" + hook.http_password;
                request.headers.add("authorization", "Basic " + crypto::base64(pair));
            }
            request.body = Json(Json::Object{{"meta", std::move(told_meta)},
                                             {"data", payload.data},
                                             {"previous", payload.previous}})
                               .dump();
            request.deadline = deadline;
            return request;
        };
        courier.post({.channel = std::to_string(id),
                      .what = std::string(action_of(change)) + "." + change.entity + " " +
                              std::to_string(change.id),
                      .request = std::move(request)});
    }
}

void Hooks::note(const kit::Courier::Attempt& attempt)
{
    RecordId id = 0;
    std::from_chars(attempt.channel.data(), attempt.channel.data() + attempt.channel.size(), id);
    const auto it = hooks_.find(id);
    if (it == hooks_.end()) {
        return;
    }
    Hook& hook = it->second;
    hook.last_delivery = clock_.now();
    hook.last_status = attempt.status;
    if (attempt.is_acknowledged) {
        hook.failures = 0;
        hook.last_success = clock_.now();
    } else if (attempt.number == 1 && ++hook.failures >= failures_max) {
        hook.failures = 0;
        hook.banned_until = clock_.now() + ban;
    }
}

void Hooks::remove_dead()
{
    const auto hooks = hooks_;
    for (const auto& [id, hook] : hooks) {
        const bool has_tried = hook.last_delivery && *hook.last_delivery > hook.last_success;
        if (has_tried && clock_.now() - hook.last_success >= silence_max) {
            remove(id);
        }
    }
}

Json hook_json(const World& world, const Hook& hook)
{
    auto instant = [](const std::optional<Time>& time) {
        return time ? Json(kit::format_instant(*time)) : Json();
    };
    return Json::Object{{"id", hook.id},
                        {"company_id", world.company.id},
                        {"owner_id", hook.owner_id},
                        {"user_id", hook.user_id},
                        {"event_action", hook.action},
                        {"event_object", hook.object},
                        {"subscription_url", hook.url},
                        {"version", hook.version},
                        {"is_active", 1},
                        {"add_time", kit::format_instant(hook.added)},
                        {"remove_time", nullptr},
                        {"type", "application"},
                        {"http_auth_user", hook.http_user},
                        {"http_auth_password", hook.http_password},
                        {"remove_reason", nullptr},
                        {"last_delivery_time", instant(hook.last_delivery)},
                        {"last_http_status", answer::nullable(hook.last_status)},
                        {"admin_id", hook.owner_id},
                        {"name", hook.name}};
}

} // namespace emulator::pipedrive
