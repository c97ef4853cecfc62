#pragma once

#include "emulator/quickbooks/books/entity_type.hpp"

namespace emulator::quickbooks {

extern const EntityType credit_memo_type;

} // namespace emulator::quickbooks
