#include "net/event_loop.hpp"

#include "net/memory_log.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <doctest/doctest.h>

#include <csignal>
#include <stdexcept>

using namespace billbridge;
using namespace billbridge::net;

namespace {

using namespace std::chrono_literals;

Routine throw_exception()
{
    throw std::runtime_error("broken assumption");
    co_return;
}

Routine throw_number()
{
    throw 7;
    co_return;
}

Routine note_waking(Clock& clock, Time until, std::string& trace, char name)
{
    co_await clock.sleep_until(until);
    trace += clock.now() >= until ? name : '!';
}

Routine stop_after(Clock& clock, Time until, EventLoop& loop)
{
    co_await clock.sleep_until(until);
    loop.stop();
}

} // namespace

TEST_CASE("a root routine that throws stops the loop and is logged by name")
{
    for (auto* broken : {throw_exception, throw_number}) {
        MemoryLog log;
        EventLoop loop(log);

        loop.spawn("keeper", broken());

        CHECK_FALSE(loop.run());
        CHECK(log.contains("keeper"));
    }
}

TEST_CASE("a loop without anything left to do ends in peace")
{
    MemoryLog log;
    EventLoop loop(log);

    CHECK(loop.run());
    CHECK(log.lines.empty());
}

TEST_CASE("sleepers wake in the order of their times and never early")
{
    MemoryLog log;
    EventLoop loop(log);
    SystemClock clock(loop);
    std::string trace;
    const Time start = clock.now();
    loop.spawn("late", note_waking(clock, start + 30ms, trace, 'c'));
    loop.spawn("past", note_waking(clock, start - 1h, trace, 'a'));
    loop.spawn("soon", note_waking(clock, start + 10ms, trace, 'b'));

    REQUIRE(loop.run());

    CHECK(trace == "abc");
}

TEST_CASE("a sleep until the end of time does not end at once")
{
    MemoryLog log;
    EventLoop loop(log);
    SystemClock clock(loop);
    std::string trace;
    loop.spawn("forever", note_waking(clock, Time::max(), trace, 'x'));
    loop.spawn("stop", stop_after(clock, clock.now() + 10ms, loop));

    REQUIRE(loop.run());

    CHECK(trace.empty());
}

TEST_CASE("a signal to stop calls the handler once, on the loop")
{
    MemoryLog log;
    EventLoop loop(log);
    int calls = 0;
    loop.on_stop_signal([&] {
        ++calls;
        loop.stop();
    });

    std::raise(SIGTERM);
    const bool before = calls == 0;
    REQUIRE(loop.run());

    CHECK(before);
    CHECK(calls == 1);
}
