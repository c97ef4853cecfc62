#include "emulator/vendors.hpp"

#include "net/loop_test_support.hpp"

#include <doctest/doctest.h>

using namespace emulator;
namespace net = billbridge::net;
using billbridge::Routine;

namespace {

struct Machine {
    net::MemoryLog log;
    net::EventLoop loop{log};
    net::SystemClock clock{loop};
    std::unique_ptr<net::HttpClient> client = net::make_curl_client(loop);

    billbridge::Result<std::unique_ptr<Vendors>> open(VendorOptions options = {})
    {
        return Vendors::open({.loop = loop, .clock = clock, .client = *client, .log = log},
                             std::move(options));
    }
};

Routine get(net::HttpClient& client, std::string url, net::ClientResponse& response)
{
    net::ClientRequest request{.url = std::move(url)};
    const auto answer = co_await client.send(std::move(request));
    if (answer) {
        response = *answer;
    }
}

/// Asks both vendors for a page, then stops them.
Routine visit(Machine& machine,
              Vendors& vendors,
              net::ClientResponse& pipedrive,
              net::ClientResponse& quickbooks)
{
    co_await get(*machine.client, vendors.pipedrive_url() + "/deals", pipedrive);
    co_await get(*machine.client,
                 vendors.quickbooks_url() + "/.well-known/openid_configuration",
                 quickbooks);
    co_await vendors.stop();
}

} // namespace

TEST_CASE("both vendors answer on ports of their own and stop")
{
    Machine machine;
    const auto vendors = machine.open();
    REQUIRE(vendors);
    net::ClientResponse pipedrive;
    net::ClientResponse quickbooks;

    net::test::run(machine.loop, [&] { return visit(machine, **vendors, pipedrive, quickbooks); });

    CHECK(pipedrive.status == 200);
    CHECK(quickbooks.status == 200);
    CHECK(quickbooks.body.find((*vendors)->quickbooks_url() + "/connect/oauth2") !=
          std::string::npos);
}

TEST_CASE("the vendors share one clock")
{
    Machine machine;
    const auto vendors = machine.open();
    REQUIRE(vendors);

    (*vendors)->clock().advance(std::chrono::hours(1));

    CHECK((*vendors)->pipedrive().clock().now() == (*vendors)->quickbooks().clock().now());
    CHECK((*vendors)->clock().now() > machine.clock.now() + std::chrono::minutes(59));
}

TEST_CASE("an unknown seed is refused by name")
{
    Machine machine;

    const auto vendors = machine.open({.seed = "nonsense"});

    REQUIRE_FALSE(vendors);
    CHECK(vendors.error().cause.find("nonsense") != std::string::npos);
}

TEST_CASE("a port that is taken is refused")
{
    Machine machine;
    const auto first = machine.open();
    REQUIRE(first);

    const auto second = machine.open({.quickbooks = {.port = (*first)->quickbooks_port()}});

    CHECK_FALSE(second);
}
