#include "net/event_loop.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <csignal>
#include <exception>

namespace billbridge::net {

namespace {

/// A sleep is cut into pieces of this length: the clock may be set while it lasts, and a distant
/// end does not fit the timer's nanoseconds.
constexpr std::chrono::milliseconds sleep_max = std::chrono::minutes(1);

std::string what_of(const std::exception_ptr& failure)
{
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& exception) {
        return exception.what();
    } catch (...) {
        return "not a std::exception";
    }
}

} // namespace

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
        state.log.error("routine threw", {{"routine", name}, {"cause", what_of(failure)}});
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

Time system_time()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::chrono::milliseconds steady_time()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::floor<std::chrono::milliseconds>(now);
}

SystemClock::SystemClock(EventLoop& loop) : loop_(loop) {}

Time SystemClock::now() const
{
    return system_time();
}

Routine SystemClock::sleep_until(Time when)
{
    boost::asio::steady_timer timer(loop_.executor());
    while (now() < when) {
        timer.expires_after(std::min(when - now(), sleep_max));
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

} // namespace billbridge::net
