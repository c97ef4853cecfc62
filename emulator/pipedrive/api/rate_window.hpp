#pragma once

#include "base/clock.hpp"

#include <deque>
#include <map>
#include <string>

namespace emulator::pipedrive {

/// Counts the requests of each access token in a rolling window of two seconds.
class RateWindow {
public:
    /// OAuth apps on the Growth plan.
    static constexpr std::size_t limit = 160;
    static constexpr std::chrono::seconds window{2};

    /// Whether another request of the token still fits.
    bool has_room(const std::string& token, billbridge::Time now) const;

    /// Counts one request and returns how many the token has left in its window.
    std::size_t count(const std::string& token, billbridge::Time now);

private:
    std::map<std::string, std::deque<billbridge::Time>> requests_;
};

} // namespace emulator::pipedrive
