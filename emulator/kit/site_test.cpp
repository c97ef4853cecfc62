#include "emulator/kit/site.hpp"

#include "emulator/kit/instant.hpp"
#include "emulator/kit/test_app.hpp"
#include "net/loop_test_support.hpp"

#include <doctest/doctest.h>

using namespace emulator::kit;
namespace net_test = billbridge::net::test;
using billbridge::Routine;

namespace {

/// Remembers how long it was asked to wait, and does not.
class ImpatientClock : public billbridge::Clock {
public:
    Time now() const override { return test::start; }
    Routine sleep_until(Time when) override
    {
        waited += when - now();
        co_return;
    }

    std::chrono::milliseconds waited{0};
};

struct Site {
    net::MemoryLog log;
    net::EventLoop loop{log};
    ImpatientClock clock;
    EmulatorClock vendor_clock{test::start};
    test::CountingApp app{vendor_clock};
    std::unique_ptr<net::HttpServer> server = *open_site(loop, clock, log, app, "127.0.0.1", 0);

    /// What a client reads until the connection closes.
    std::string exchange(std::string request)
    {
        std::string answer;
        net_test::run(loop, [&]() { return talk(std::move(request), answer); });
        return answer;
    }

private:
    Routine talk(std::string request, std::string& answer)
    {
        net_test::RawConnection connection(loop, server->port());
        co_await connection.send(std::move(request));
        answer = co_await connection.rest();
    }
};

const std::string create = "POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
                           "Connection: close\r\n\r\n";

} // namespace

TEST_CASE("an app answers over HTTP")
{
    Site site;

    const std::string answer = site.exchange(create);

    CHECK(answer.starts_with("HTTP/1.1 200"));
    CHECK(answer.ends_with("created"));
    CHECK(answer.find("date: " + format_http_date(test::start)) != std::string::npos);
}

TEST_CASE("a delay is waited for before the effect")
{
    Site site;
    site.app.faults().add({.action = FaultAction::delay, .delay = std::chrono::seconds(3)});

    const std::string answer = site.exchange(create);

    CHECK(answer.ends_with("created"));
    CHECK(site.clock.waited == std::chrono::seconds(3));
}

TEST_CASE("a request that is cut after its effect gets not one byte")
{
    Site site;
    site.app.faults().add({.action = FaultAction::cut_after});

    CHECK(site.exchange(create).empty());
    CHECK(site.app.effects == 1);
}

TEST_CASE("a request that hangs waits for minutes and has no effect")
{
    Site site;
    site.app.faults().add({.action = FaultAction::hang});

    CHECK(site.exchange(create).empty());
    CHECK(site.app.effects == 0);
    CHECK(site.clock.waited >= std::chrono::minutes(5));
}

TEST_CASE("a taken port is refused")
{
    Site site;

    const auto second =
        open_site(site.loop, site.clock, site.log, site.app, "127.0.0.1", site.server->port());

    CHECK_FALSE(second);
}
