#include "base/async_mutex.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <deque>

namespace billbridge {

struct AsyncMutex::State {
    bool held = false;
    std::deque<std::function<void()>> waiting;
};

AsyncMutex::AsyncMutex() : state_(std::make_shared<State>()) {}

AsyncMutex::Guard::Guard(std::shared_ptr<State> state) : state_(std::move(state)) {}

AsyncMutex::Guard::~Guard()
{
    if (!state_) {
        return;
    }
    if (state_->waiting.empty()) {
        state_->held = false;
        return;
    }
    const auto next = std::move(state_->waiting.front());
    state_->waiting.pop_front();
    next(); // stays held: the lock passes on without a gap
}

boost::asio::awaitable<AsyncMutex::Guard> AsyncMutex::lock()
{
    if (state_->held) {
        const boost::asio::any_io_executor executor = co_await boost::asio::this_coro::executor;
        State& state = *state_;
        co_await boost::asio::async_initiate<decltype(boost::asio::use_awaitable), void()>(
            [&state, executor](auto handler) {
                auto shared = std::make_shared<decltype(handler)>(std::move(handler));
                state.waiting.push_back(
                    [shared, executor] { boost::asio::post(executor, [shared] { (*shared)(); }); });
            },
            boost::asio::use_awaitable);
    }
    state_->held = true;
    co_return Guard(state_);
}

} // namespace billbridge
