#pragma once

#include "base/secret.hpp"

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace billbridge::server {

/// Everything that an operator decides; docs/config.example.toml explains each key. Immutable once
/// read.
struct Config {
    struct Server {
        std::string address = "127.0.0.1";
        unsigned short port = 8080;
        std::string public_url; ///< origin under which browsers and vendors reach this server
    } server;

    struct Storage {
        std::string path;
        std::string key_file; ///< 32 random bytes, mode 0600
    } storage;

    struct Pipedrive {
        std::string client_id;
        Secret client_secret;
        Secret jwt_secret; ///< of the extensions; the client secret where not set
        std::optional<Secret> former_jwt_secret; ///< accepted as well, while it is being replaced
        std::string oauth_url = "https://oauth.pipedrive.com";
        std::string frame_ancestors = "https://*.pipedrive.com";
        std::string invoice_modal = "Create invoice"; ///< the modal's name in the Developer Hub
    } pipedrive;

    struct QuickBooks {
        std::string client_id;
        Secret client_secret;
        std::string discovery_url =
            "https://developer.api.intuit.com/.well-known/openid_configuration";
        std::string api_url = "https://quickbooks.api.intuit.com";
        std::string app_url = "https://app.qbo.intuit.com";
        std::optional<Secret> webhook_verifier; ///< signs what the books tell of changes
    } quickbooks;
};

/// One mistake in the configuration, as the operator reads it: the key, what is wrong, what to do.
using ConfigMistakes = std::vector<std::string>;

/// Where configuration comes from besides its text; tests pass their own.
struct ConfigSources {
    std::function<std::optional<std::string>(const std::string& name)> environment;
    /// The file's content; empty where it cannot be read.
    std::function<std::optional<std::string>(const std::string& path)> file;

    static ConfigSources real();
};

/// Reads TOML. Returns the configuration, or every mistake found: syntax, unknown keys, missing and
/// malformed values, unreadable secrets.
std::variant<Config, ConfigMistakes> read_config(const std::string& toml,
                                                 const ConfigSources& sources);

} // namespace billbridge::server
