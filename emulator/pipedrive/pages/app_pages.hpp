#pragma once

#include "emulator/pipedrive/context.hpp"
#include "net/http.hpp"

#include <string>

namespace emulator::pipedrive::pages {

/// /settings/marketplace: install, settings, uninstall.
net::Response marketplace_page(const Context& context);

/// /settings/marketplace/app/{client_id}/app-settings: the app's own settings in a frame.
net::Response settings_page(const Context& context, const std::string& client_id);

/// A part of Pipedrive that has an address but is not played here, such as leads; `title` is the
/// key of its name.
net::Response absent_page(const Context& context, std::string_view title);

/// What the consent page asks about.
struct ConsentQuestion {
    std::string redirect_uri;
    std::string state;
};

/// /oauth/authorize: a form that works without scripts.
net::Response consent_page(const Context& context, const ConsentQuestion& question);

} // namespace emulator::pipedrive::pages
