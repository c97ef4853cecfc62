#pragma once

#include "emulator/quickbooks/books/ledger.hpp"

#include <string_view>

/// What lists of names have in common: names that are taken, parents, names that parents are part
/// of, and entities that are hidden rather than deleted.
namespace emulator::quickbooks {

/// How a list treats its names.
struct NameRules {
    std::string_view member = "Name";
    /// The member that says that there is a parent, "SubItem"; empty where the list is flat.
    std::string_view sub_member = {};
    /// How many levels may stand below the top.
    std::int64_t depth_max = 4;
    std::string_view forbidden = ":\t\n";
    bool shows_level = false; ///< whether entities have `Level`
};

/// 2020 without a name, 2040 for a character that names cannot have, 2500, 610 and 6150 for a
/// parent that does not fit, 6240 with the holder's Id for a name that is taken.
std::optional<Fault> check_name(const Write& write, const NameRules& rules);

/// Name, whether it has a parent, which, how deep, and the whole name.
void set_name(Json& entity, const Write& write, const NameRules& rules);

/// Gives those below an entity its new name, if it has one.
void rename_children(Company& company,
                     const EntityType& type,
                     std::string_view name_member,
                     const Json& before,
                     const Json& after);

/// The name as it is kept: QuickBooks marks what is made inactive.
std::string inactive_name(std::string name, const Json& body);

} // namespace emulator::quickbooks
