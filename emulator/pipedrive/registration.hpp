#pragma once

#include <string>
#include <vector>

namespace emulator::pipedrive {

/// An entry of the "..." menus that opens the app in a new tab.
struct LinkAction {
    std::string id;
    std::string name;
    std::string path; ///< below the app's address
};

/// What the app has registered beside its panel, its modal and its settings.
struct Extension {
    /// Where the floating window is, below the app's address; empty where there is none.
    std::string floating_window_path;
    std::vector<LinkAction> links;
};

} // namespace emulator::pipedrive
