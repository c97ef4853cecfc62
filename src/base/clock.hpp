#pragma once

#include "base/task.hpp"

#include <chrono>

namespace billbridge {

/// An instant, UTC, to the millisecond.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

/// The only source of time. Tests pass their own.
class Clock {
public:
    virtual ~Clock() = default;

    virtual Time now() const = 0;

    /// Returns at `when`, at once if that has passed. Ends early only when the event loop stops.
    virtual Routine sleep_until(Time when) = 0;
};

} // namespace billbridge
