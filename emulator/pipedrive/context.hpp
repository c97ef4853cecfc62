#pragma once

#include "base/secret.hpp"
#include "emulator/kit/clock.hpp"
#include "emulator/pipedrive/api/rate_limits.hpp"
#include "emulator/pipedrive/app_calls.hpp"
#include "emulator/pipedrive/hooks/hooks.hpp"
#include "emulator/pipedrive/oauth/authority.hpp"
#include "emulator/pipedrive/records/world.hpp"
#include "emulator/pipedrive/registration.hpp"
#include "net/http.hpp"

#include <functional>
#include <string>

namespace emulator::pipedrive {

namespace net = billbridge::net;

/// How the one app of this Marketplace is registered.
struct Options {
    std::string app_url = "http://127.0.0.1:8080";
    std::string app_name = "Billbridge";
    std::string client_id = "pd-client";
    billbridge::Secret client_secret{"pd-secret"};
    std::string scopes = "base,deals:full,contacts:read,products:read,users:read,webhooks:full";
    Extension extension;
    /// The world to start with: `craigs` or `empty`.
    std::string seed = "craigs";
    /// Sends a request of the emulator to the app, such as the uninstall callback, and forgets it.
    std::function<void(net::ClientRequest)> send;
    /// Sends a webhook and hears what became of it.
    kit::Courier::Send send_hook = {};
    /// Sends a request that a page waits for.
    AppCalls::Send ask = {};
    /// Whether too many requests are refused.
    bool limits = true;
};

/// Everything that the routes of the emulated Pipedrive share.
struct Context {
    Options options;
    kit::EmulatorClock& clock;
    World world;
    Authority authority;
    RateLimits limits;
    Hooks hooks;
    AppCalls app_calls;
};

} // namespace emulator::pipedrive
