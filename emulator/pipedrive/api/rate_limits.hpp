#pragma once

#include "emulator/kit/rolling_window.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace emulator::pipedrive {

using billbridge::Time;

/// How much an app may ask: each access token so many requests within two seconds, and all together
/// so many tokens a day, of which a call costs its price.
class RateLimits {
public:
    /// OAuth apps on the Growth plan.
    static constexpr std::size_t burst = 160;
    static constexpr std::size_t burst_of_searches = 10;
    static constexpr std::chrono::seconds window{2};
    /// 30,000, twice on the Growth plan, for each seat.
    static constexpr std::int64_t daily_tokens_by_seat = 60'000;

    explicit RateLimits(bool on) : is_on(on) {}

    /// What a call costs and against which limit it counts.
    struct Demand {
        std::int64_t cost = 0;
        bool is_search = false;
        std::int64_t seats = 1;
    };

    /// What a call is told about the limits.
    struct Verdict {
        bool is_admitted = true;
        std::size_t limit = 0; ///< of the window
        std::size_t remaining = 0;
        std::int64_t daily_limit = 0;
        std::int64_t daily_remaining = 0;
    };

    /// Counts a call, unless it is one too many. Where the limits are off all calls are let in.
    /// Whether the vendor charges for calls that fail is not known; here they cost.
    Verdict admit(const std::string& token, const Demand& demand, Time now);

    std::int64_t daily_limit(std::int64_t seats) const;
    /// Since midnight, UTC.
    std::int64_t daily_used(Time now);

    bool is_on;
    /// In place of what the seats give.
    std::optional<std::int64_t> daily_budget;

private:
    kit::RollingWindow requests_{burst, window};
    kit::RollingWindow searches_{burst_of_searches, window};
    std::chrono::sys_days day_{};
    std::int64_t used_ = 0;
};

} // namespace emulator::pipedrive
