#include "base/async_mutex.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <doctest/doctest.h>

#include <string>

using namespace billbridge;

namespace {

/// Enters, gives every other coroutine a turn, leaves: interleaving would show in the trace.
Routine enter_and_leave(AsyncMutex& mutex, std::string& trace, char name)
{
    const AsyncMutex::Guard guard = co_await mutex.lock();
    trace += name;
    for (int turn = 0; turn < 5; ++turn) {
        co_await boost::asio::post(boost::asio::use_awaitable);
    }
    trace += name;
}

} // namespace

TEST_CASE("coroutines hold the lock one after the other, in the order in which they came")
{
    boost::asio::io_context loop;
    AsyncMutex mutex;
    std::string trace;
    for (const char name : {'a', 'b', 'c'}) {
        boost::asio::co_spawn(loop, enter_and_leave(mutex, trace, name), boost::asio::detached);
    }

    loop.run();

    CHECK(trace == "aabbcc");
}

TEST_CASE("a free lock is taken again")
{
    boost::asio::io_context loop;
    AsyncMutex mutex;
    std::string trace;

    boost::asio::co_spawn(loop, enter_and_leave(mutex, trace, 'a'), boost::asio::detached);
    loop.run();
    loop.restart();
    boost::asio::co_spawn(loop, enter_and_leave(mutex, trace, 'b'), boost::asio::detached);
    loop.run();

    CHECK(trace == "aabb");
}
