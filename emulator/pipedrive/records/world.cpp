#include "emulator/pipedrive/records/world.hpp"

#include <algorithm>
#include <stdexcept>

namespace emulator::pipedrive {

void World::remember(Change change)
{
    log.add(change);
    changes.push_back(std::move(change));
}

const User* World::user(RecordId id) const
{
    const auto it = std::ranges::find(users, id, &User::id);
    return it == users.end() ? nullptr : &*it;
}

User* World::user(RecordId id)
{
    const auto it = std::ranges::find(users, id, &User::id);
    return it == users.end() ? nullptr : &*it;
}

const User& World::web_user() const
{
    const User* found = user(web_user_id);
    if (found == nullptr) {
        throw std::logic_error("the seed names a web user that it does not have");
    }
    return *found;
}

User& World::web_user()
{
    User* found = user(web_user_id);
    if (found == nullptr) {
        throw std::logic_error("the seed names a web user that it does not have");
    }
    return *found;
}

const Stage* World::stage(RecordId id) const
{
    const auto it = std::ranges::find(stages, id, &Stage::id);
    return it == stages.end() ? nullptr : &*it;
}

const Currency* World::currency(std::string_view code) const
{
    const auto it = std::ranges::find(currencies, code, &Currency::code);
    return it == currencies.end() ? nullptr : &*it;
}

RecordId World::new_id(std::string_view entity)
{
    auto it = last_ids.find(entity);
    if (it == last_ids.end()) {
        it = last_ids.emplace(entity, 0).first;
    }
    return ++it->second;
}

const FieldDefinition* World::field(RecordKind kind, std::string_view code) const
{
    const auto& known = fields.at(kind);
    const auto it = std::ranges::find(known, code, &FieldDefinition::code);
    return it == known.end() ? nullptr : &*it;
}

std::string World::organization_name(OptionalId id) const
{
    const Organization* found = id ? find(organizations, *id) : nullptr;
    return found == nullptr ? "" : found->name;
}

std::string World::person_name(OptionalId id) const
{
    const Person* found = id ? find(persons, *id) : nullptr;
    return found == nullptr ? "" : found->name();
}

} // namespace emulator::pipedrive
