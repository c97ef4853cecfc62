#pragma once

#include "emulator/pipedrive/context.hpp"
#include "emulator/pipedrive/pages/texts.hpp"

#include <string>
#include <string_view>

/// What the pages of deals, persons and organizations have in common.
namespace emulator::pipedrive::pages {

/// The app's custom panel, or a hint where the signed-in user has not installed the app.
std::string panel_card(const Context& context);

/// What actions are about on the page of a record.
Json subject_of_record(RecordKind kind, RecordId id);
/// What actions are about on the page of a list: what will be ticked there.
Json subject_of_list(RecordKind kind);

/// The "..." menu with the app's actions; empty where the app is not installed.
std::string actions_menu(const Context& context, const Json& subject);

/// A button for each of the app's actions, its name behind `before`.
std::string action_buttons(const Context& context, std::string_view before = {});

/// Whether the signed-in user has installed the app.
bool is_installed(const Context& context);

/// What `host.js` must know on a page about `subject`; null where the app is not installed.
Json host_data(const Context& context, Json subject = Json::object());

std::string organization_card(const World& world, const Texts& say, OptionalId id);
std::string person_card(const World& world, const Texts& say, OptionalId id);

/// A link to a record's page; a dash where there is none.
std::string record_link(std::string_view folder, OptionalId id, std::string_view text);

} // namespace emulator::pipedrive::pages
