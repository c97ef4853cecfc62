#include "emulator/pipedrive/records/change_log.hpp"

namespace emulator::pipedrive {

namespace {

constexpr std::string_view custom_fields = "custom_fields";

/// Both records have their members in the same order, so most are found without a search.
const Json& member(const Json::Object& members, std::size_t at, const std::string& name)
{
    static const Json none;
    if (at < members.size() && members[at].first == name) {
        return members[at].second;
    }
    for (const auto& [other, value] : members) {
        if (other == name) {
            return value;
        }
    }
    return none;
}

void compare(const Json& before, const Json& after, std::vector<FieldChange>& fields)
{
    static const Json::Object nothing;
    const Json::Object& old = before.if_object() == nullptr ? nothing : *before.if_object();
    const Json::Object& now = after.if_object() == nullptr ? nothing : *after.if_object();
    for (std::size_t i = 0; i < now.size(); ++i) {
        const auto& [name, value] = now[i];
        const Json& was = member(old, i, name);
        if (name == custom_fields) {
            compare(was, value, fields);
        } else if (was != value) {
            fields.push_back({.field = name, .before = was, .after = value});
        }
    }
    for (std::size_t i = 0; i < old.size(); ++i) {
        const auto& [name, value] = old[i];
        if (name != custom_fields && !value.is_null() && after.find(name) == nullptr) {
            fields.push_back({.field = name, .before = value, .after = nullptr});
        }
    }
}

bool is_line(const Change& change)
{
    return change.entity == "deal_product";
}

std::vector<FieldChange> fields_of(const Change& change)
{
    std::vector<FieldChange> fields;
    if (is_line(change)) {
        fields.push_back({.field = "product", .before = change.before, .after = change.after});
    } else if (!change.before.is_null() && !change.after.is_null()) {
        compare(change.before, change.after, fields);
    }
    return fields;
}

RecordId subject_of(const Change& change)
{
    const Json& line = change.after.is_null() ? change.before : change.after;
    return is_line(change) ? line["deal_id"].int_or(0) : change.id;
}

} // namespace

void ChangeLog::add(const Change& change)
{
    const bool is_kept = is_line(change) || change.entity == "deal" || change.entity == "person" ||
                         change.entity == "organization";
    auto fields = is_kept ? fields_of(change) : std::vector<FieldChange>();
    if (fields.empty()) {
        return;
    }
    if (entries_.size() == size_max) {
        entries_.pop_front();
    }
    entries_.push_back({.entity = is_line(change) ? "deal" : change.entity,
                        .id = subject_of(change),
                        .time = change.time,
                        .user_id = change.user_id,
                        .fields = std::move(fields)});
}

std::vector<const LogEntry*> ChangeLog::of(std::string_view entity, RecordId id) const
{
    std::vector<const LogEntry*> found;
    for (const LogEntry& entry : entries_) {
        if (entry.id == id && entry.entity == entity) {
            found.push_back(&entry);
        }
    }
    return found;
}

} // namespace emulator::pipedrive
