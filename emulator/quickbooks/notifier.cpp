#include "emulator/quickbooks/notifier.hpp"

#include "crypto/crypto.hpp"
#include "emulator/kit/instant.hpp"
#include "emulator/quickbooks/books/text.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace emulator::quickbooks {

namespace crypto = billbridge::crypto;
namespace net = billbridge::net;

namespace {

using namespace std::chrono_literals;

/// The app must answer within this time.
constexpr std::chrono::seconds deadline{3};

/// "10 s, 20 s, 30 s, 5 min, 20 min, 2 h, 4 h, 6 h, then every 6 h"; later events may be held back.
kit::RetrySchedule schedule()
{
    return {.delays = {10s, 20s, 30s, 300s, 1200s, 7200s, 14400s, 21600s},
            .repeats_last = true,
            .holds_back = true,
            .wants_200 = true};
}

/// What the portal offers boxes for.
struct Told {
    std::string_view entity;
    std::initializer_list<Operation> operations;
    std::string_view name = {}; ///< where it differs from the entity's
};

using enum Operation;
const Told table[] = {{"Invoice", {created, updated, deleted, voided, emailed}},
                      {"Payment", {created, updated, deleted, voided, emailed}},
                      {"CreditMemo", {created, updated, deleted, voided, emailed}},
                      {"Customer", {created, updated, deleted, merged}},
                      {"Vendor", {created, updated, deleted, merged}},
                      {"Item", {created, updated, deleted, merged}},
                      {"Account", {created, updated, deleted, merged}},
                      {"Class", {created, updated, deleted, merged}},
                      {"Employee", {created, updated, deleted, merged}},
                      {"Estimate", {created, updated, deleted, emailed}},
                      {"Department", {created, updated, merged}},
                      {"PaymentMethod", {created, updated, merged}},
                      {"Term", {created, updated}},
                      {"TaxAgency", {created, updated}},
                      {"CompanyCurrency", {created, updated}, "Currency"},
                      {"Preferences", {updated}}};

const Told* find_told(const Change& change)
{
    const auto it = std::ranges::find(table, change.entity, &Told::entity);
    if (it == std::end(table)) {
        return nullptr;
    }
    const bool has = std::ranges::find(it->operations, change.operation) != it->operations.end();
    return has ? it : nullptr;
}

std::string name_of(const Change& change)
{
    const Told* told = find_told(change);
    return told == nullptr || told->name.empty() ? change.entity : std::string(told->name);
}

struct Words {
    Operation operation;
    std::string_view classic;
    std::string_view cloud_event;
};
constexpr Words words[] = {{created, "Create", "created"},
                           {updated, "Update", "updated"},
                           {deleted, "Delete", "deleted"},
                           {merged, "Merge", "merged"},
                           {voided, "Void", "voided"},
                           {emailed, "Emailed", "emailed"}};

const Words& words_of(Operation operation)
{
    return *std::ranges::find(words, operation, &Words::operation);
}

std::string key_of(const std::string& realm, const Change& change)
{
    std::string key = realm;
    key.append("/").append(change.entity).append("/").append(change.id).append("/");
    key.append(words_of(change.operation).classic).append("/").append(change.merged_id);
    return key;
}

/// Nine decimals of a second, of which the emulator knows three.
std::string long_instant(Time time)
{
    std::string text = kit::format_instant(time);
    text.insert(text.size() - 1, "000000");
    return text;
}

/// "2016-02-02T16:25:00-0800", as the header has it, here in UTC.
std::string header_instant(Time time)
{
    constexpr std::size_t up_to_seconds = 19;
    return kit::format_instant(time).substr(0, up_to_seconds) + "+0000";
}

/// The vendor does not say what `data` holds; of a merge it carries the one that is gone here.
Json cloud_event(const std::string& realm, const Change& change)
{
    Json data = Json::object();
    if (!change.merged_id.empty()) {
        data.set("deletedId", change.merged_id);
    }
    const std::string type = "qbo." + lower_case(name_of(change)) + "." +
                             std::string(words_of(change.operation).cloud_event) + ".v1";
    return Json::Object{{"specversion", "1.0"},
                        {"id", crypto::random_uuid()},
                        {"source", "intuit." + crypto::base64(crypto::sha256(realm))},
                        {"type", type},
                        {"datacontenttype", "application/json"},
                        {"time", long_instant(change.time)},
                        {"intuitentityid", change.id},
                        {"intuitaccountid", realm},
                        {"data", std::move(data)}};
}

Json classic_entity(const Change& change)
{
    Json entity = Json::Object{{"name", name_of(change)},
                               {"id", change.id},
                               {"operation", words_of(change.operation).classic},
                               {"lastUpdated", kit::format_instant(change.time)}};
    if (!change.merged_id.empty()) {
        entity.set("deletedId", change.merged_id);
    }
    return entity;
}

} // namespace

Notifier::Notifier(kit::EmulatorClock& clock, Settings wanted, kit::Courier::Send send)
    : settings(std::move(wanted)), courier(clock, schedule(), std::move(send)), clock_(clock)
{
}

void Notifier::tend(std::deque<Company>& companies,
                    const std::function<bool(std::string_view realm)>& is_connected)
{
    for (Company& company : companies) {
        const bool tells = !settings.url.empty() && is_connected(company.realm);
        for (const Change& change : company.changes) {
            if (tells && find_told(change) != nullptr) {
                collect(company.realm, change);
            }
        }
        company.changes.clear();
    }
    if (!collected_.empty() && clock_.now() - collected_since_ >= settings.aggregation) {
        post_collected();
    }
    courier.run();
}

void Notifier::collect(const std::string& realm, const Change& change)
{
    if (collected_.empty()) {
        collected_since_ = clock_.now();
    }
    // Several changes of one thing in one moment are told once, with the newest time.
    const std::string key = key_of(realm, change);
    const auto place = places_.find(key);
    if (place != places_.end()) {
        collected_.erase(place->second);
    }
    places_[key] = collected_.insert(collected_.end(), {realm, change});
}

std::string Notifier::body_of(const Events& events) const
{
    if (settings.format == Format::cloud_events) {
        Json list = Json::array();
        for (const auto& [realm, change] : events) {
            list.push_back(cloud_event(realm, change));
        }
        return list.dump();
    }
    Json notifications = Json::array();
    for (const auto& [realm, change] : events) {
        Json::Array& all = *notifications.if_array();
        auto it = std::ranges::find_if(
            all, [&](const Json& entry) { return entry["realmId"].string_or() == realm; });
        if (it == all.end()) {
            all.push_back(
                Json::Object{{"realmId", realm},
                             {"dataChangeEvent", Json::Object{{"entities", Json::array()}}}});
            it = std::prev(all.end());
        }
        it->find("dataChangeEvent")->find("entities")->push_back(classic_entity(change));
    }
    return Json(Json::Object{{"eventNotifications", std::move(notifications)}}).dump();
}

kit::Parcel Notifier::parcel(Events events, const std::string& key) const
{
    if (courier.reorders) {
        events.reverse();
    }
    const std::string body = body_of(events);
    const std::string what =
        std::to_string(events.size()) + (events.size() == 1 ? " event" : " events");
    net::Headers headers{{"content-type", "application/json; charset=utf-8"},
                         {"accept", "application/json"},
                         {"user-agent", "intuit_notification_server/0.1"},
                         {"intuit-signature", crypto::base64(crypto::hmac_sha256(key, body))},
                         {"intuit-created-time", header_instant(clock_.now())},
                         {"intuit-t-id", crypto::random_uuid()},
                         {"intuit-notification-schema-version", "0.1"}};
    auto request = [=, url = settings.url](int) {
        net::ClientRequest told{.method = "POST", .url = url};
        told.headers = headers;
        told.body = body;
        told.deadline = deadline;
        return told;
    };
    return {.channel = settings.url, .what = what, .request = std::move(request)};
}

void Notifier::post_collected()
{
    if (!collected_.empty()) {
        places_.clear();
        courier.post(parcel(std::exchange(collected_, {}), settings.verifier.reveal()));
    }
}

void Notifier::forge(const std::string& realm, const Change& change)
{
    kit::Parcel forged = parcel({{realm, change}}, crypto::random_bytes(32));
    forged.channel = "forged"; // what is true must not wait behind it
    forged.repeats = false;
    courier.post(std::move(forged));
    courier.run();
}

void Notifier::deliver_now()
{
    post_collected();
    courier.deliver_now();
}

void Notifier::drop_all()
{
    collected_.clear();
    places_.clear();
    courier.drop_all();
}

} // namespace emulator::quickbooks
