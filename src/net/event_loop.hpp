#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace billbridge::net {

/// The one thread that owns all state. Between two awaits nothing changes; after an await, look
/// again.
class EventLoop {
public:
    explicit EventLoop(Log& log);
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    /// Starts a root routine. Whatever it throws is logged under `name` and stops the loop:
    /// `run` then returns false.
    void spawn(std::string name, Routine routine);

    /// Runs until `stop`, or until nothing is left to do. False where a root routine threw.
    bool run();
    void stop();

    /// Calls `handler` once, on this loop, at the first SIGINT or SIGTERM. A second signal ends the
    /// process at once.
    void on_stop_signal(std::function<void()> handler);

    boost::asio::any_io_executor executor();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The computer's time, for what has no `Clock` yet, such as the log.
Time system_time();

/// A clock that is never set, for measuring how long something took.
std::chrono::milliseconds steady_time();

/// The computer's clock, sleeping on an event loop. A sleep ends when the clock shows its time,
/// also where the clock was set meanwhile (noticed within a minute).
class SystemClock : public Clock {
public:
    explicit SystemClock(EventLoop& loop);
    Time now() const override;
    Routine sleep_until(Time when) override;

private:
    EventLoop& loop_;
};

} // namespace billbridge::net
