#include "config.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

namespace billbridge::server {

namespace {

/// Reads one table and remembers which of its keys were asked for, so that the rest can be named as
/// unknown: a misspelt key must not silently keep its default.
class Section {
public:
    Section(const toml::table& root,
            std::string name,
            const ConfigSources& sources,
            ConfigMistakes& mistakes)
        : name_(std::move(name)), table_(root[name_].as_table()), sources_(sources),
          mistakes_(mistakes)
    {
        if (table_ == nullptr && root.contains(name_)) {
            mistakes_.push_back(name_ + ": must be a table, [" + name_ + "]");
        }
    }

    void text(const std::string& key, std::string& value)
    {
        if (const auto* node = find(key)) {
            const auto text = node->value<std::string>();
            if (text && node->is_string() && !text->empty()) {
                value = *text;
            } else {
                mistake(key, "must be a text that is not empty");
            }
        }
    }

    void required(const std::string& key, std::string& value)
    {
        if (find(key) == nullptr) {
            mistake(key, "is missing");
        } else {
            text(key, value);
        }
    }

    void port(const std::string& key, unsigned short& value)
    {
        if (const auto* node = find(key)) {
            const auto number = node->value<std::int64_t>();
            if (node->is_integer() && *number >= 0 && *number <= 65535) {
                value = static_cast<unsigned short>(*number);
            } else {
                mistake(key, "must be a whole number from 0 to 65535");
            }
        }
    }

    /// An http(s) address; without path where `origin`.
    void url(const std::string& key, std::string& value, bool origin)
    {
        text(key, value);
        const auto scheme = value.starts_with("https://")  ? 8u
                            : value.starts_with("http://") ? 7u
                                                           : 0u;
        const std::string rest = value.substr(scheme);
        const bool bad_path = origin && rest.find('/') != std::string::npos;
        if (!value.empty() && (scheme == 0 || rest.empty() || bad_path)) {
            mistake(key,
                    origin ? "must be an address such as https://host, without a path"
                           : "must be an http or https address");
        }
    }

    /// A secret is never in the file itself: `<key>_file` names a file, `<key>_env` a variable.
    std::optional<Secret> secret(const std::string& key, bool is_required)
    {
        std::string file;
        std::string variable;
        text(key + "_file", file);
        text(key + "_env", variable);
        if (find(key) != nullptr) {
            mistake(key, "must not stand in this file; use " + key + "_file or " + key + "_env");
            return std::nullopt;
        }
        if (file.empty() && variable.empty()) {
            if (is_required) {
                mistake(key, "is missing: give " + key + "_file or " + key + "_env");
            }
            return std::nullopt;
        }
        auto value = file.empty() ? sources_.environment(variable) : sources_.file(file);
        while (value && !value->empty() && (value->back() == '\n' || value->back() == '\r')) {
            value->pop_back();
        }
        if (!value || value->empty()) {
            mistake(key,
                    file.empty() ? "the environment variable " + variable + " is not set"
                                 : "the file " + file + " cannot be read or is empty");
            return std::nullopt;
        }
        return Secret(*std::move(value));
    }

    void name_unknown_keys()
    {
        if (table_ == nullptr) {
            return;
        }
        for (const auto& [key, node] : *table_) {
            if (!known_.contains(std::string(key.str()))) {
                mistake(std::string(key.str()), "is not a known key");
            }
        }
    }

private:
    const toml::node* find(const std::string& key)
    {
        known_.insert(key);
        return table_ == nullptr ? nullptr : table_->get(key);
    }

    void mistake(const std::string& key, const std::string& what)
    {
        const std::string text = name_ + "." + key + ": " + what;
        if (std::ranges::find(mistakes_, text) == mistakes_.end()) {
            mistakes_.push_back(text);
        }
    }

    std::string name_;
    const toml::table* table_;
    const ConfigSources& sources_;
    ConfigMistakes& mistakes_;
    std::set<std::string> known_;
};

void read_server(Section section, Config::Server& server)
{
    section.text("address", server.address);
    section.port("port", server.port);
    section.required("public_url", server.public_url);
    section.url("public_url", server.public_url, true);
    section.name_unknown_keys();
}

void read_storage(Section section, Config::Storage& storage)
{
    section.required("path", storage.path);
    section.required("key_file", storage.key_file);
    section.name_unknown_keys();
}

void read_pipedrive(Section section, Config::Pipedrive& pipedrive)
{
    section.required("client_id", pipedrive.client_id);
    pipedrive.client_secret = section.secret("client_secret", true).value_or(Secret());
    pipedrive.jwt_secret = section.secret("jwt_secret", false).value_or(pipedrive.client_secret);
    pipedrive.former_jwt_secret = section.secret("former_jwt_secret", false);
    section.url("oauth_url", pipedrive.oauth_url, true);
    section.text("frame_ancestors", pipedrive.frame_ancestors);
    section.text("invoice_modal", pipedrive.invoice_modal);
    section.name_unknown_keys();
}

void read_quickbooks(Section section, Config::QuickBooks& quickbooks)
{
    section.required("client_id", quickbooks.client_id);
    quickbooks.client_secret = section.secret("client_secret", true).value_or(Secret());
    section.url("discovery_url", quickbooks.discovery_url, false);
    section.url("api_url", quickbooks.api_url, true);
    section.url("app_url", quickbooks.app_url, true);
    quickbooks.webhook_verifier = section.secret("webhook_verifier", false);
    section.name_unknown_keys();
}

} // namespace

ConfigSources ConfigSources::real()
{
    ConfigSources sources;
    sources.environment = [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
    sources.file = [](const std::string& path) -> std::optional<std::string> {
        std::ifstream stream(path, std::ios::binary);
        if (!stream) {
            return std::nullopt;
        }
        return std::string(std::istreambuf_iterator<char>(stream), {});
    };
    return sources;
}

std::variant<Config, ConfigMistakes> read_config(const std::string& text,
                                                 const ConfigSources& sources)
{
    ConfigMistakes mistakes;
    toml::table root;
    try {
        root = toml::parse(text);
    } catch (const toml::parse_error& error) {
        mistakes.push_back("line " + std::to_string(error.source().begin.line) + ": " +
                           std::string(error.description()));
        return mistakes;
    }
    Config config;
    read_server({root, "server", sources, mistakes}, config.server);
    read_storage({root, "storage", sources, mistakes}, config.storage);
    read_pipedrive({root, "pipedrive", sources, mistakes}, config.pipedrive);
    read_quickbooks({root, "quickbooks", sources, mistakes}, config.quickbooks);
    for (const auto& [key, node] : root) {
        static const std::set<std::string_view> known = {
            "server", "storage", "pipedrive", "quickbooks"};
        if (!known.contains(key.str())) {
            mistakes.push_back(std::string(key.str()) + ": is not a known table");
        }
    }
    if (!mistakes.empty()) {
        return mistakes;
    }
    return config;
}

} // namespace billbridge::server
