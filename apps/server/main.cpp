#include "application.hpp"
#include "config.hpp"
#include "key_file.hpp"
#include "net/json_log.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <string>

namespace {

using namespace billbridge;

/// Exit statuses: 0 done, 1 failed while running, 2 the command or the configuration is wrong.
constexpr int failed = 1;
constexpr int misconfigured = 2;

/// Reads the configuration or tells every mistake in it.
std::optional<server::Config> load_config(const std::string& path)
{
    const auto sources = server::ConfigSources::real();
    const auto text = sources.file(path);
    if (!text) {
        std::fprintf(stderr, "billbridge: cannot read %s\n", path.c_str());
        return std::nullopt;
    }
    auto read = server::read_config(*text, sources);
    if (const auto* mistakes = std::get_if<server::ConfigMistakes>(&read)) {
        std::fprintf(stderr,
                     "billbridge: %s has %zu mistake%s:\n",
                     path.c_str(),
                     mistakes->size(),
                     mistakes->size() == 1 ? "" : "s");
        for (const auto& mistake : *mistakes) {
            std::fprintf(stderr, "  %s\n", mistake.c_str());
        }
        return std::nullopt;
    }
    return std::get<server::Config>(std::move(read));
}

int serve(const std::string& config_path)
{
    const auto config = load_config(config_path);
    if (!config) {
        return misconfigured;
    }
    net::JsonLog log;
    net::EventLoop loop(log);
    auto application = server::Application::open(*config, loop, log);
    if (!application) {
        log.error("cannot start", {{"cause", application.error().cause}});
        return misconfigured;
    }
    (*application)->start();
    loop.on_stop_signal([&] {
        log.info("stopping");
        loop.spawn("stop", (*application)->stop());
    });
    log.info("ready",
             {{"address", config->server.address},
              {"port", std::to_string((*application)->port())},
              {"public_url", config->server.public_url}});
    return loop.run() ? 0 : failed;
}

int new_key(const std::string& path)
{
    const auto written = server::write_new_key_file(path);
    if (!written) {
        std::fprintf(stderr, "billbridge: %s\n", written.error().cause.c_str());
        return misconfigured;
    }
    return 0;
}

int run(int argc, char** argv)
{
    CLI::App app("Billbridge: Pipedrive deals become QuickBooks invoices");
    app.set_version_flag("--version", "billbridge " BILLBRIDGE_VERSION);
    app.require_subcommand(1);
    std::string config_path;
    auto* serve_command = app.add_subcommand("serve", "Run the server");
    serve_command->add_option("--config", config_path, "TOML file")->required();
    auto* keys_command = app.add_subcommand("keys", "Keys that encrypt the stored tokens");
    keys_command->require_subcommand(1);
    std::string key_path;
    auto* new_command = keys_command->add_subcommand("new", "Write a fresh key to FILE, mode 0600");
    new_command->add_option("FILE", key_path)->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : misconfigured;
    }
    return *serve_command ? serve(config_path) : new_key(key_path);
}

} // namespace

int main(int argc, char** argv)
{
    try {
        return run(argc, argv);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "billbridge: %s\n", failure.what());
        return failed;
    }
}
