#pragma once

#include "base/json.hpp"
#include "emulator/kit/clock.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <string>

namespace emulator::kit {

/// One request as the vendor saw it.
struct LoggedRequest {
    Time time;
    std::string method;
    std::string path;
    std::string route; ///< the pattern that answered; empty where there was none
    int status = 0;    ///< 0: the connection was cut without an answer
    bool metered = false;
    std::string fault; ///< the action of the fault that was played; empty if none
};

/// What was asked of one vendor since the start or the last `clear`.
class RequestLog {
public:
    /// Counts go on beyond; only the oldest entries are forgotten.
    static constexpr std::size_t entries_max = 10'000;

    void add(LoggedRequest request);
    void clear();

    const std::deque<LoggedRequest>& entries() const { return entries_; }
    /// How many requests a route, as "GET /pattern", has answered.
    std::int64_t count(const std::string& route) const;
    std::int64_t metered() const { return metered_; }
    std::int64_t total() const { return total_; }

    /// `{"total":..,"metered":..,"free":..,"routes":{"GET /x":{"count":..,"metered":..}},
    /// "requests":[..]}`
    billbridge::Json to_json() const;

private:
    struct Count {
        std::int64_t all = 0;
        std::int64_t metered = 0;
    };

    std::deque<LoggedRequest> entries_;
    std::map<std::string, Count> routes_;
    std::int64_t total_ = 0;
    std::int64_t metered_ = 0;
};

} // namespace emulator::kit
