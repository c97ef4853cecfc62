#pragma once

#include "base/error.hpp"

#include <deque>

/// How vendors in memory fail on command.
namespace billbridge::world {

/// How a call goes wrong.
enum class Trouble {
    none,
    refused,         ///< nothing happened, and they say so
    lost_before,     ///< no answer; nothing happened
    lost_after,      ///< no answer; it happened all the same
    lost_connection, ///< the grant has ended
    throttled,
};

/// Plays one trouble per call, in order; none when the list is empty.
class Script {
public:
    void next(Trouble trouble) { troubles_.push_back(trouble); }

    Trouble take()
    {
        if (troubles_.empty()) {
            return Trouble::none;
        }
        const Trouble trouble = troubles_.front();
        troubles_.pop_front();
        return trouble;
    }

private:
    std::deque<Trouble> troubles_;
};

inline Error error_of(Trouble trouble)
{
    switch (trouble) {
    case Trouble::refused:
        return rejected({"error.books_closed_period", {}}, "code 6210");
    case Trouble::lost_connection:
        return unauthorized({"error.reconnect_books", {}}, "401");
    case Trouble::throttled: {
        Error error{ErrorKind::rate_limited, {"error.books_busy", {}}, "429", {}, {}};
        error.retry_after = std::chrono::seconds(60);
        return error;
    }
    default:
        return unavailable({"error.no_answer", {{"host", "books"}}}, "timed out");
    }
}

} // namespace billbridge::world
