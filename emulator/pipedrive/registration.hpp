#pragma once

#include "base/json.hpp"

#include <optional>
#include <string>
#include <vector>

namespace emulator::pipedrive {

/// An entry of the "..." menus that opens the app in a new tab.
struct LinkAction {
    std::string id;
    std::string name;
    std::string path; ///< below the app's address
};

/// A dialog that Pipedrive draws from a schema and from what the app answers.
struct JsonModal {
    std::string id;
    std::string name;
    std::string path;        ///< below the app's address
    billbridge::Json schema; ///< the vendor's: `properties` with `blocks` and `actions`
};

/// What the app has registered beside its panel, its modal and its settings.
struct Extension {
    /// Where the floating window is, below the app's address; empty where there is none.
    std::string floating_window_path;
    std::vector<LinkAction> links;
    std::vector<JsonModal> json_modals;
};

/// Puts what the body of a registration names into `extension`: `floating_window`, `links`,
/// `json_modals`. Says why it cannot be registered; `extension` is of no use then.
std::optional<std::string> register_extension(const billbridge::Json& body, Extension& extension);

/// What is registered, in the form of a registration.
billbridge::Json to_json(const Extension& extension);

} // namespace emulator::pipedrive
