#pragma once

#include "emulator/pipedrive/api/query.hpp"
#include "emulator/pipedrive/records/world.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::pipedrive {

/// What a caller of API v2 wants to see of a deal, person or organization.
struct RecordQuery {
    std::vector<std::string> include_fields;
    std::vector<std::string> custom_fields; ///< empty: all
    bool include_option_labels = false;
    bool include_labels = false;

    bool includes(std::string_view field) const;
};

/// Reads the four parameters; complains to `query` of a field that cannot be included.
RecordQuery record_query(Query& query, std::initializer_list<std::string_view> includable);

/// The `custom_fields` of a record: every defined field, null where it is empty.
Json custom_fields(const std::vector<FieldDefinition>& fields,
                   const CustomValues& values,
                   const RecordQuery& wanted);

/// What every kind of record keeps alike.
struct RecordTail {
    const std::vector<std::int64_t>& label_ids;
    const CustomValues& custom_fields;
};

/// Appends what all records have in common at their end: labels where they were asked for, and
/// custom fields.
void finish_record(Json& record,
                   const std::vector<FieldDefinition>& fields,
                   const RecordTail& tail,
                   const RecordQuery& wanted);

} // namespace emulator::pipedrive
