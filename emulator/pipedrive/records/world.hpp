#pragma once

#include "emulator/pipedrive/records/change.hpp"
#include "emulator/pipedrive/records/change_log.hpp"
#include "emulator/pipedrive/records/field_definition.hpp"
#include "emulator/pipedrive/records/model.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

namespace emulator::pipedrive {

/// The company has a single pipeline.
constexpr RecordId only_pipeline_id = 1;

/// What an app with the invoicing extension has said about a user's connection.
struct InvoicingProvider {
    std::string link_id; ///< how the app's server knows it
    Json org_id;         ///< the company at the provider, a text or a number
};

/// Everything that one Pipedrive company holds. A plain value: a reset replaces it.
struct World {
    Company company;
    std::vector<User> users;
    std::vector<Currency> currencies;
    std::string pipeline_name;
    std::vector<Stage> stages;
    std::map<RecordKind, std::vector<FieldDefinition>> fields;
    std::map<RecordId, Organization> organizations;
    std::map<RecordId, Person> persons;
    std::map<RecordId, Product> products;
    std::map<RecordId, Deal> deals;
    std::map<RecordId, Note> notes;
    RecordId next_note_id = 1;
    /// What was deleted by API; it can be listed and brought back.
    std::map<RecordId, Deal> deleted_deals;
    std::map<RecordId, Activity> activities;
    std::vector<ActivityType> activity_types;
    std::map<RecordId, File> files;
    Time start; ///< when the seed was sown
    /// The greatest id that was given out, by entity.
    std::map<std::string, RecordId, std::less<>> last_ids;
    /// What happened since the last who wanted to know took it out, oldest first.
    std::vector<Change> changes;
    /// By user: connections of the invoicing extension.
    std::map<RecordId, InvoicingProvider> invoicing_providers;
    /// What the histories of records show.
    ChangeLog log;
    /// Who is logged in to the web pages.
    RecordId web_user_id = 0;

    /// Remembers a change, for those who want to know and for the history of its record.
    void remember(Change change);

    const User* user(RecordId id) const;
    User* user(RecordId id);
    User& web_user();
    const User& web_user() const;
    const Stage* stage(RecordId id) const;
    const Currency* currency(std::string_view code) const;
    /// An id that no record of that entity has had. Ids that came with the seed count.
    RecordId new_id(std::string_view entity);
    /// The field of that code; none where there is none.
    const FieldDefinition* field(RecordKind kind, std::string_view code) const;

    std::string organization_name(OptionalId id) const;
    std::string person_name(OptionalId id) const;
};

/// Whether one of the items has that value in that member.
template <class Item, class Value>
bool contains(const std::vector<Item>& items, const Value& value, Value Item::* member)
{
    return std::ranges::find(items, value, member) != items.end();
}

/// The record of that id, or none.
template <class Record>
const Record* find(const std::map<RecordId, Record>& records, RecordId id)
{
    const auto it = records.find(id);
    return it == records.end() ? nullptr : &it->second;
}

template <class Record>
Record* find(std::map<RecordId, Record>& records, RecordId id)
{
    const auto it = records.find(id);
    return it == records.end() ? nullptr : &it->second;
}

} // namespace emulator::pipedrive
