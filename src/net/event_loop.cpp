#include "net/event_loop.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <csignal>
#include <cstdlib>

namespace billbridge::net {

struct EventLoop::State {
    explicit State(Log& events) : log(events) {}

    boost::asio::io_context context{1}; // one thread: no locking inside
    boost::asio::signal_set signals{context};
    Log& log;
    bool failed = false;
};

EventLoop::EventLoop(Log& log) : state_(std::make_unique<State>(log)) {}

EventLoop::~EventLoop() = default;

void EventLoop::spawn(std::string name, Routine routine)
{
    State& state = *state_;
    auto ended = [&state, name = std::move(name)](std::exception_ptr failure) {
        if (!failure) {
            return;
        }
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& exception) {
            state.log.error("routine threw", {{"routine", name}, {"cause", exception.what()}});
        }
        state.failed = true;
        state.context.stop();
    };
    boost::asio::co_spawn(state.context, std::move(routine), std::move(ended));
}

bool EventLoop::run()
{
    state_->context.run();
    return !state_->failed;
}

void EventLoop::stop()
{
    state_->context.stop();
}

void EventLoop::on_stop_signal(std::function<void()> handler)
{
    State& state = *state_;
    state.signals.add(SIGINT);
    state.signals.add(SIGTERM);
    state.signals.async_wait([&state, handler = std::move(handler)](auto code, int) {
        if (code) {
            return;
        }
        state.signals.clear(); // a second signal has its default effect: the end
        handler();
    });
}

boost::asio::any_io_executor EventLoop::executor()
{
    return state_->context.get_executor();
}

SystemClock::SystemClock(EventLoop& loop) : loop_(loop) {}

Time SystemClock::now() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Routine SystemClock::sleep_until(Time when)
{
    boost::asio::steady_timer timer(loop_.executor());
    timer.expires_after(std::max(when - now(), std::chrono::milliseconds(0)));
    co_await timer.async_wait(boost::asio::use_awaitable);
}

} // namespace billbridge::net
