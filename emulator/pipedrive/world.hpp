#pragma once

#include "emulator/pipedrive/change.hpp"
#include "emulator/pipedrive/field_definition.hpp"
#include "emulator/pipedrive/model.hpp"

#include <map>
#include <string_view>
#include <vector>

namespace emulator::pipedrive {

/// The company has a single pipeline.
constexpr RecordId only_pipeline_id = 1;

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
    /// What happened since the last who wanted to know took it out, oldest first.
    std::vector<Change> changes;
    /// Who is logged in to the web pages.
    RecordId web_user_id = 0;

    const User* user(RecordId id) const;
    User* user(RecordId id);
    User& web_user();
    const User& web_user() const;
    const Stage* stage(RecordId id) const;
    std::string organization_name(OptionalId id) const;
    std::string person_name(OptionalId id) const;
};

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
