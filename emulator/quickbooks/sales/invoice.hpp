#pragma once

#include "emulator/quickbooks/books/entity_type.hpp"

namespace emulator::quickbooks {

extern const EntityType invoice_type;

} // namespace emulator::quickbooks
