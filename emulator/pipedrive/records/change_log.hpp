#pragma once

#include "emulator/pipedrive/records/change.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::pipedrive {

/// The old and the new value of one field, as the record's JSON has them; a custom field is named
/// by its code.
struct FieldChange {
    std::string field;
    Json before;
    Json after;
};

/// What the history of one record shows of a change to it.
struct LogEntry {
    std::string entity; ///< `deal`, `person` or `organization`
    RecordId id = 0;
    Time time;
    RecordId user_id = 0;
    std::vector<FieldChange> fields;
};

/// Who changed which field of deals, persons and organizations: the newest changes of a company.
/// The lines of a deal count as fields of the deal, each named `product`, with the line's JSON.
class ChangeLog {
public:
    /// So many are remembered.
    static constexpr std::size_t size_max = 10'000;

    /// Remembers what has changed; creating and deleting a record changes no field.
    void add(const Change& change);

    /// The entries of one record, oldest first. They live until the next `add`.
    std::vector<const LogEntry*> of(std::string_view entity, RecordId id) const;

private:
    std::deque<LogEntry> entries_;
};

} // namespace emulator::pipedrive
