#include "apps/emulator/options.hpp"

#include <CLI/CLI.hpp>

#include <charconv>
#include <optional>

namespace emulator {

namespace {

constexpr int misconfigured = 2;

/// "127.0.0.1:8081"
std::optional<Endpoint> parse_endpoint(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) {
        return std::nullopt;
    }
    Endpoint endpoint{.address = std::string(text.substr(0, colon)), .port = 0};
    const std::string_view port = text.substr(colon + 1);
    const auto [end, problem] =
        std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
    const bool is_whole = problem == std::errc{} && end == port.data() + port.size();
    return is_whole ? std::optional(endpoint) : std::nullopt;
}

Ending refused(const std::string& reason)
{
    return {misconfigured, "billbridge-emulator: " + reason + "\n"};
}

std::string wrong_address(const char* option, const std::string& given)
{
    return std::string(option) + " must be ADDRESS:PORT, not " + given;
}

} // namespace

std::expected<CommandLine, Ending> read_command_line(int argc, const char* const* argv)
{
    CLI::App app("Emulates Pipedrive and QuickBooks Online on this machine");
    std::string pipedrive = "127.0.0.1:8081";
    std::string quickbooks = "127.0.0.1:8082";
    CommandLine line;
    app.add_option("--pipedrive", pipedrive, "where Pipedrive answers")->capture_default_str();
    app.add_option("--quickbooks", quickbooks, "where QuickBooks and Intuit answer")
        ->capture_default_str();
    app.add_option(
           "--seed", line.vendors.seed, "data to start with: craigs, global, large or empty")
        ->capture_default_str();
    app.add_option("--app-url", line.vendors.app_url, "the app's server")->capture_default_str();
    app.add_option("--quickbooks-webhook-url",
                   line.vendors.quickbooks_webhook_url,
                   "where QuickBooks tells of changes; by default {app-url}/webhooks/quickbooks");
    std::string limits = "on";
    app.add_option("--limits", limits, "whether too many requests are refused: on or off")
        ->check(CLI::IsMember({"on", "off"}))
        ->capture_default_str();
    app.add_flag("--quiet", line.quiet, "no log line for each request");
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success&) {
        return std::unexpected(Ending{0, app.help()});
    } catch (const CLI::ParseError& error) {
        return std::unexpected(refused(error.what()));
    }
    const auto pipedrive_endpoint = parse_endpoint(pipedrive);
    if (!pipedrive_endpoint) {
        return std::unexpected(refused(wrong_address("--pipedrive", pipedrive)));
    }
    const auto quickbooks_endpoint = parse_endpoint(quickbooks);
    if (!quickbooks_endpoint) {
        return std::unexpected(refused(wrong_address("--quickbooks", quickbooks)));
    }
    line.vendors.limits = limits == "on";
    line.vendors.pipedrive = *pipedrive_endpoint;
    line.vendors.quickbooks = *quickbooks_endpoint;
    return line;
}

} // namespace emulator
