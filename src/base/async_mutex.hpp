#pragma once

#include "base/task.hpp"

#include <functional>
#include <memory>

namespace billbridge {

/// A lock for coroutines of one event loop: while one holds it, others wait in order without
/// blocking the thread. For work that must not interleave across awaits, such as renewing a token.
class AsyncMutex {
    struct State;

public:
    AsyncMutex();

    /// Holds the lock until it goes; then the next in line continues.
    class Guard {
    public:
        Guard(Guard&& other) noexcept = default;
        Guard& operator=(Guard&&) = delete;
        ~Guard();

    private:
        friend class AsyncMutex;
        explicit Guard(std::shared_ptr<State> state);
        std::shared_ptr<State> state_; ///< empty in a guard that was moved from
    };

    boost::asio::awaitable<Guard> lock();

private:
    std::shared_ptr<State> state_;
};

} // namespace billbridge
