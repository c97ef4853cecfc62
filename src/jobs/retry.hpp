#pragma once

#include "base/error.hpp"

#include <chrono>
#include <optional>

namespace billbridge::jobs {

/// What a job does after a step failed: one of the three tables that read `ErrorKind`.
enum class Next {
    repeat,  ///< nothing was done, or repeating is safe: try again after the delay
    look_up, ///< the outcome of a write is unknown: find out first, then try again
    give_up, ///< the other side refused: a person must change something
};

struct Decision {
    Next next = Next::give_up;
    std::chrono::milliseconds delay{0};
};

/// The table. `attempts` counts the failures of this step so far, this one included.
///
/// Delays double from 1 s to 5 min: 1, 2, 4, ... A vendor's `retry_after` wins. An ended grant
/// (`unauthorized`) waits a minute at a time for the user to reconnect.
Decision after_failure(const Error& error, int attempts);

} // namespace billbridge::jobs
