#pragma once

#include "emulator/quickbooks/books/company.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace emulator::quickbooks {

/// The JSON text by which a record is answered.
using RecordText = std::function<std::string(const EntityType&, const Record&)>;

/// Runs a statement of the query language; the value is the JSON text of the answer's
/// `QueryResponse`. Refuses with 4000 what cannot be parsed and with 4001 what cannot be asked.
Outcome<std::string> run_query(const Company& company,
                               std::string_view statement,
                               Time now,
                               const RecordText& text_of_record);

} // namespace emulator::quickbooks
