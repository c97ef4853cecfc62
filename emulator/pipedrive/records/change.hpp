#pragma once

#include "emulator/pipedrive/records/model.hpp"

#include <string>
#include <string_view>

namespace emulator::pipedrive {

/// What happened to a record. A merge makes two changes: `merge` for the record that stays, which
/// webhooks tell as a change, and `remove` for the other.
enum class Action { create, change, remove, merge };

/// `create`, `change`, `delete` or `merge`.
std::string_view name(Action action);

/// Where a change came from: the web pages or the REST API.
enum class Source { app, api };

/// What happened to one record of the company: what webhooks tell.
struct Change {
    std::string entity; ///< "deal", "person", "organization", "product", "note", ...
    RecordId id = 0;
    Action action = Action::change;
    /// The record as API v2 answers it without options (API v1 where v2 does not know the entity);
    /// null where there was or is none.
    Json before;
    Json after;
    Time time;
    RecordId user_id = 0; ///< who did it
    Source source = Source::api;
    /// The other record of a merge: the one that went into this, or the one that this went into.
    OptionalId merged_with;
};

} // namespace emulator::pipedrive
