#include "apps/emulator/options.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace emulator;

namespace {

std::expected<CommandLine, Ending> read(std::vector<const char*> arguments)
{
    arguments.insert(arguments.begin(), "billbridge-emulator");
    return read_command_line(static_cast<int>(arguments.size()), arguments.data());
}

} // namespace

TEST_CASE("without options both vendors answer on their usual ports with the craigs seed")
{
    const auto line = read({});

    REQUIRE(line);
    CHECK(line->vendors.pipedrive.port == 8081);
    CHECK(line->vendors.quickbooks.port == 8082);
    CHECK(line->vendors.quickbooks.address == "127.0.0.1");
    CHECK(line->vendors.seed == "craigs");
    CHECK(line->vendors.limits);
    CHECK_FALSE(line->quiet);
}

TEST_CASE("the limits are on or off and nothing else")
{
    CHECK_FALSE(read({"--limits", "off"})->vendors.limits);
    CHECK_FALSE(read({"--limits", "maybe"}));
}

TEST_CASE("every option is read")
{
    const auto line = read({"--pipedrive",
                            "127.0.0.2:1",
                            "--quickbooks",
                            "localhost:0",
                            "--seed",
                            "empty",
                            "--app-url",
                            "http://127.0.0.1:9",
                            "--quickbooks-webhook-url",
                            "http://127.0.0.1:9/hook",
                            "--quiet"});

    REQUIRE(line);
    CHECK(line->vendors.pipedrive.address == "127.0.0.2");
    CHECK(line->vendors.pipedrive.port == 1);
    CHECK(line->vendors.quickbooks.port == 0);
    CHECK(line->vendors.seed == "empty");
    CHECK(line->vendors.app_url == "http://127.0.0.1:9");
    CHECK(line->vendors.quickbooks_webhook_url == "http://127.0.0.1:9/hook");
    CHECK(line->quiet);
}

TEST_CASE("a malformed command line ends with status 2 and names what is wrong")
{
    for (const std::vector<const char*>& arguments :
         std::vector<std::vector<const char*>>{{"--pipedrive", "8081"},
                                               {"--pipedrive", ":8081"},
                                               {"--quickbooks", "127.0.0.1:99999"},
                                               {"--quickbooks", "127.0.0.1:80x"},
                                               {"--sed", "empty"}}) {
        CAPTURE(arguments[1]);

        const auto line = read(arguments);

        REQUIRE_FALSE(line);
        CHECK(line.error().status == 2);
        CHECK(line.error().text.find(arguments[0]) != std::string::npos);
    }
}

TEST_CASE("help is no error")
{
    const auto line = read({"--help"});

    REQUIRE_FALSE(line);
    CHECK(line.error().status == 0);
    CHECK(line.error().text.find("--seed") != std::string::npos);
}
