#pragma once

#include "emulator/kit/clock.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <string>

namespace emulator::kit {

/// Counts what happens, by key, in a window that moves with the clock.
class RollingWindow {
public:
    RollingWindow(std::size_t limit, std::chrono::milliseconds length)
        : limit_(limit), length_(length)
    {
    }

    /// Counts one more. False, and it does not count, where the window is full.
    bool take(const std::string& key, Time now)
    {
        auto& times = recent(key, now);
        if (times.size() >= limit_) {
            return false;
        }
        times.push_back(now);
        return true;
    }

    std::size_t count(const std::string& key, Time now) { return recent(key, now).size(); }
    std::size_t left(const std::string& key, Time now)
    {
        return limit_ - std::min(limit_, count(key, now));
    }
    std::size_t limit() const { return limit_; }
    void set_limit(std::size_t limit) { limit_ = limit; }
    void clear() { times_.clear(); }

private:
    std::deque<Time>& recent(const std::string& key, Time now)
    {
        auto& times = times_[key];
        while (!times.empty() && times.front() + length_ <= now) {
            times.pop_front();
        }
        return times;
    }

    std::size_t limit_;
    std::chrono::milliseconds length_;
    std::map<std::string, std::deque<Time>> times_;
};

} // namespace emulator::kit
