#include "emulator/pipedrive/api/rate_limits.hpp"

#include <algorithm>

namespace emulator::pipedrive {

RateLimits::Verdict RateLimits::admit(const std::string& token, const Demand& demand, Time now)
{
    kit::RollingWindow& calls = demand.is_search ? searches_ : requests_;
    const std::int64_t daily = daily_limit(demand.seats);
    const bool is_affordable = daily_used(now) + demand.cost <= daily;
    const bool is_admitted = !is_on || (is_affordable && calls.take(token, now));
    if (is_admitted) {
        used_ += demand.cost;
    }
    return {.is_admitted = is_admitted,
            .limit = calls.limit(),
            .remaining = calls.left(token, now),
            .daily_limit = daily,
            .daily_remaining = std::max(std::int64_t{0}, daily - used_)};
}

std::int64_t RateLimits::daily_limit(std::int64_t seats) const
{
    return daily_budget.value_or(daily_tokens_by_seat * seats);
}

std::int64_t RateLimits::daily_used(Time now)
{
    const auto day = std::chrono::floor<std::chrono::days>(now);
    if (day != day_) {
        day_ = day;
        used_ = 0;
    }
    return used_;
}

} // namespace emulator::pipedrive
