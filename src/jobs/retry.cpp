#include "jobs/retry.hpp"

#include <algorithm>

namespace billbridge::jobs {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds first_delay = 1s;
constexpr std::chrono::milliseconds delay_max = 5min;
constexpr std::chrono::milliseconds reconnect_poll = 1min;

std::chrono::milliseconds backoff(int attempts)
{
    constexpr int doublings_max = 12; // 1 s doubled twelve times is beyond delay_max
    const int doublings = std::clamp(attempts - 1, 0, doublings_max);
    return std::min(first_delay * (1 << doublings), delay_max);
}

} // namespace

Decision after_failure(const Error& error, int attempts)
{
    switch (error.kind) {
    case ErrorKind::unavailable:
        return {Next::look_up, error.retry_after ? *error.retry_after : backoff(attempts)};
    case ErrorKind::rate_limited:
        return {Next::repeat, error.retry_after ? *error.retry_after : backoff(attempts)};
    case ErrorKind::unauthorized:
        return {Next::repeat, reconnect_poll};
    case ErrorKind::invalid:
    case ErrorKind::not_found:
    case ErrorKind::conflict:
    case ErrorKind::forbidden:
    case ErrorKind::rejected:
        return {Next::give_up, 0ms};
    }
    return {Next::give_up, 0ms};
}

} // namespace billbridge::jobs
