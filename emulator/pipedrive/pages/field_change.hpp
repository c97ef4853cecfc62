#pragma once

#include "emulator/pipedrive/pages/texts.hpp"
#include "emulator/pipedrive/records/world.hpp"

#include <string>

namespace emulator::pipedrive::pages {

/// Which fields of a record changed, from what to what, as a list in HTML; empty where only fields
/// changed that people do not see, such as the time of the change.
std::string
field_changes(const World& world, const Texts& say, RecordKind kind, const LogEntry& entry);

} // namespace emulator::pipedrive::pages
