#pragma once

#include "emulator/pipedrive/context.hpp"

#include <string>

namespace emulator::pipedrive::pages {

/// The deal, person or organization that a page is about.
struct Subject {
    RecordKind kind = RecordKind::deal;
    RecordId id = 0;
};

/// Whether the company has that record.
bool exists(const World& world, const Subject& subject);

/// What happened to a record, newest first: its notes, activities, files and changes as HTML, and
/// a version that changes with it.
struct History {
    std::string html;
    std::string version;
};
History history(const World& world, const Subject& subject);

/// The history under its tabs; a deal has one more for invoices, with the app's actions, while the
/// app is installed.
std::string history_card(const Context& context, const Subject& subject);

} // namespace emulator::pipedrive::pages
