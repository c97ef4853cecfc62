#pragma once

#include "base/secret.hpp"
#include "emulator/kit/clock.hpp"
#include "emulator/quickbooks/api/meter.hpp"
#include "emulator/quickbooks/api/throttle.hpp"
#include "emulator/quickbooks/books/company.hpp"
#include "emulator/quickbooks/notifier.hpp"
#include "emulator/quickbooks/oauth/authority.hpp"
#include "emulator/quickbooks/oauth/id_token.hpp"

#include <deque>
#include <string>
#include <string_view>

namespace emulator::quickbooks {

/// How the one app is registered with the vendor, and what to start with.
struct Options {
    std::string client_id = "qb-client";
    billbridge::Secret client_secret{"qb-secret"};
    /// The companies to start with: `craigs` or `empty`.
    std::string seed = "craigs";
    /// Where the app hears of changes; empty: nowhere.
    std::string webhook_url = {};
    /// The app's page after a person has disconnected it in QuickBooks; empty: there is none.
    std::string disconnect_url = {};
    /// Sends what the vendor tells the app; empty: nothing is sent.
    kit::Courier::Send send = {};
    /// Whether the gateway's limits are on.
    bool limits = true;
};

/// Everything that the routes of the emulated QuickBooks share.
struct Context {
    Options options;
    kit::EmulatorClock& clock;
    std::deque<Company> companies; ///< at least one
    Authority authority;
    IdTokenSigner id_tokens;
    Notifier notifier;
    Throttle throttle;
    Meter meter;

    Time now() const { return clock.now(); }
    /// Null where there is none.
    Company* company(std::string_view realm);
    /// The company of that realm, or the first one where `realm` is empty: pages and the control
    /// API need not name it.
    Company* company_or_first(std::string_view realm);
};

} // namespace emulator::quickbooks
