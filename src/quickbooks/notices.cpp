#include "quickbooks/notices.hpp"

#include "base/json.hpp"
#include "crypto/crypto.hpp"

#include <date/date.h>

#include <algorithm>
#include <array>
#include <sstream>

namespace billbridge::quickbooks {

namespace {

/// Longer ids are no ids of QuickBooks.
constexpr std::size_t id_max = 100;

/// ASCII letters in lower case.
std::string lower(std::string text)
{
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

std::optional<BooksEntity> entity_of(const std::string& name)
{
    static const std::array<std::pair<std::string_view, BooksEntity>, 4> names = {
        {{"invoice", BooksEntity::invoice},
         {"payment", BooksEntity::payment},
         {"creditmemo", BooksEntity::credit_memo},
         {"customer", BooksEntity::customer}}};
    const std::string wanted = lower(name);
    const auto found =
        std::ranges::find(names, wanted, [](const auto& pair) { return pair.first; });
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

/// RFC 3339 with `Z` and any fraction (facts 8.4); never after `now`.
Time time_of(const std::string& text, Time now)
{
    const std::size_t seconds_end = std::string_view("2025-09-10T21:31:25").size();
    date::sys_seconds time;
    std::istringstream stream(text.substr(0, seconds_end));
    stream >> date::parse("%FT%T", time);
    const bool is_utc = text.size() > seconds_end && text.back() == 'Z';
    return stream.fail() || !is_utc ? now : std::min(Time(time), now);
}

bool is_id(const std::string& text)
{
    return !text.empty() && text.size() <= id_max;
}

/// Appends the event where it concerns us.
void add(std::vector<HeardNotice>& notices,
         const std::string& realm,
         const std::string& entity,
         std::string id,
         BooksNotice notice)
{
    const auto known = entity_of(entity);
    if (!known || !is_id(realm) || !is_id(notice.record) || notice.merged.size() > id_max) {
        return;
    }
    notice.entity = *known;
    notices.push_back({BooksId(realm), std::move(id), std::move(notice)});
}

std::string hash_of(const std::string& realm, const Json& event)
{
    return crypto::hex(crypto::sha256(realm + "\n" + event.dump()));
}

/// `qbo.invoice.created.v1` (facts 8.4).
void add_cloud_event(std::vector<HeardNotice>& notices, const Json& event, Time now)
{
    const std::string type = lower(event["type"].string_or());
    constexpr std::string_view prefix = "qbo.";
    if (!type.starts_with(prefix)) {
        return;
    }
    const std::string entity =
        type.substr(prefix.size(), type.find('.', prefix.size()) - prefix.size());
    const std::string realm = event["intuitaccountid"].string_or();
    std::string id = event["id"].string_or();
    if (!is_id(id)) {
        id = hash_of(realm, event);
    }
    BooksNotice notice;
    notice.record = event["intuitentityid"].string_or();
    notice.merged = event["data"]["deletedId"].string_or();
    notice.changed_at = time_of(event["time"].string_or(), now);
    add(notices, realm, entity, std::move(id), std::move(notice));
}

void add_classic(std::vector<HeardNotice>& notices, const Json& notification, Time now)
{
    const std::string realm = notification["realmId"].string_or();
    const auto* entities = notification["dataChangeEvent"]["entities"].if_array();
    if (entities == nullptr) {
        return;
    }
    for (const Json& event : *entities) {
        BooksNotice notice;
        notice.record = event["id"].string_or();
        notice.merged = event["deletedId"].string_or();
        notice.changed_at = time_of(event["lastUpdated"].string_or(), now);
        add(notices, realm, event["name"].string_or(), hash_of(realm, event), std::move(notice));
    }
}

} // namespace

Result<std::vector<HeardNotice>>
read_notices(const Secret& verifier, std::string_view signature, std::string_view body, Time now)
{
    const std::string wanted = crypto::base64(crypto::hmac_sha256(verifier.reveal(), body));
    if (!crypto::equal(wanted, signature)) {
        return fail(unauthorized({"error.notice_signature", {}}, "intuit-signature is wrong"));
    }
    TRY(const Json root, Json::parse(body));
    std::vector<HeardNotice> notices;
    if (const auto* events = root.if_array()) {
        for (const Json& event : *events) {
            add_cloud_event(notices, event, now);
        }
        return notices;
    }
    const auto* classic = root["eventNotifications"].if_array();
    if (classic == nullptr) {
        return fail(invalid({"error.json", {}}, "neither CloudEvents nor eventNotifications"));
    }
    for (const Json& notification : *classic) {
        add_classic(notices, notification, now);
    }
    return notices;
}

} // namespace billbridge::quickbooks
