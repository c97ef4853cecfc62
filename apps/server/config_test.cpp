#include "config.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace billbridge::server;

namespace {

ConfigSources sources()
{
    ConfigSources sources;
    sources.environment = [](const std::string& name) -> std::optional<std::string> {
        return name == "QB" || name == "QUICKBOOKS_CLIENT_SECRET"
                   ? std::optional<std::string>("qb-secret")
                   : std::nullopt;
    };
    sources.file = [](const std::string& path) -> std::optional<std::string> {
        return path == "pd" || path == "/etc/billbridge/pipedrive-client-secret"
                   ? std::optional<std::string>("pd-secret\n")
                   : std::nullopt;
    };
    return sources;
}

constexpr char good[] = R"(
[server]
public_url = "https://bb.example"
[storage]
path = "bb.db"
key_file = "key"
[pipedrive]
client_id = "pd"
client_secret_file = "pd"
[quickbooks]
client_id = "qb"
client_secret_env = "QB"
)";

ConfigMistakes mistakes(const std::string& toml)
{
    const auto read = read_config(toml, sources());
    return std::holds_alternative<Config>(read) ? ConfigMistakes{} : std::get<ConfigMistakes>(read);
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    return text.replace(text.find(from), from.size(), to);
}

} // namespace

TEST_CASE("a minimal configuration is read, the rest has the vendors' real addresses")
{
    const auto read = read_config(good, sources());

    REQUIRE(std::holds_alternative<Config>(read));
    const Config& config = std::get<Config>(read);
    CHECK(config.server.port == 8080);
    CHECK(config.pipedrive.client_secret.reveal() == "pd-secret");
    CHECK(config.pipedrive.jwt_secret.reveal() == "pd-secret");
    CHECK(config.quickbooks.client_secret.reveal() == "qb-secret");
    CHECK(config.quickbooks.api_url == "https://quickbooks.api.intuit.com");
}

TEST_CASE("all mistakes are told at once")
{
    CHECK(mistakes("[server]\nport = 70000\nprot = 1\n[extra]\n") ==
          ConfigMistakes{
              "server.port: must be a whole number from 0 to 65535",
              "server.public_url: is missing",
              "server.prot: is not a known key",
              "storage.path: is missing",
              "storage.key_file: is missing",
              "pipedrive.client_id: is missing",
              "pipedrive.client_secret: is missing: give client_secret_file or client_secret_env",
              "quickbooks.client_id: is missing",
              "quickbooks.client_secret: is missing: give client_secret_file or client_secret_env",
              "extra: is not a known table"});
}

TEST_CASE("broken TOML names the line")
{
    const auto told = mistakes("[server]\nport = = 1\n");

    REQUIRE(told.size() == 1);
    CHECK(told[0].starts_with("line 2: "));
}

TEST_CASE("secrets in the file, unreadable ones and bad addresses are refused")
{
    CHECK(mistakes(replaced(good, "client_secret_file = \"pd\"", "client_secret = \"x\"")) ==
          ConfigMistakes{
              "pipedrive.client_secret: must not stand in this file; use client_secret_file "
              "or client_secret_env"});
    CHECK(mistakes(replaced(good, "\"QB\"", "\"UNSET\"")) ==
          ConfigMistakes{"quickbooks.client_secret: the environment variable UNSET is not set"});
    CHECK(
        mistakes(replaced(good, "client_secret_file = \"pd\"", "client_secret_file = \"gone\"")) ==
        ConfigMistakes{"pipedrive.client_secret: the file gone cannot be read or is empty"});
    CHECK(mistakes(replaced(good, "https://bb.example", "bb.example")) ==
          ConfigMistakes{
              "server.public_url: must be an address such as https://host, without a path"});
    CHECK(mistakes(replaced(good, "https://bb.example", "https://bb.example/path")) ==
          ConfigMistakes{
              "server.public_url: must be an address such as https://host, without a path"});
    CHECK(mistakes("server = 1\n").front() == "server: must be a table, [server]");
}

TEST_CASE("the example configuration is complete and right")
{
    std::ifstream stream(EXAMPLE_CONFIG);
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    REQUIRE_FALSE(text.empty());

    CHECK(mistakes(text).empty());
}
