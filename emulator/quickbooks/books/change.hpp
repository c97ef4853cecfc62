#pragma once

#include "emulator/quickbooks/books/stamp.hpp"

#include <string>

namespace emulator::quickbooks {

enum class Operation { created, updated, deleted, merged, voided, emailed };

/// What happened to one entity of a company: what webhooks tell.
struct Change {
    std::string entity; ///< "Invoice"
    std::string id;
    Operation operation = Operation::updated;
    Time time;
    std::string merged_id = {}; ///< of a merge: the one that went into this
};

} // namespace emulator::quickbooks
