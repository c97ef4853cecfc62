#pragma once

#include "emulator/kit/rolling_window.hpp"
#include "emulator/quickbooks/books/fault.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace emulator::quickbooks {

using billbridge::Time;

/// The gateway's limits by company: 500 requests a minute, 10 at a time, 120 batches a minute.
class Throttle {
public:
    static constexpr std::size_t requests_a_minute = 500;
    static constexpr std::size_t batches_a_minute = 120;
    static constexpr std::size_t at_a_time = 10;

    bool is_on = true;
    /// Whether a refusal says when to come back; the vendor does not document it.
    bool tells_when = false;

    /// Counts a request; 3001 where there are too many. A batch counts as one of both kinds.
    std::optional<Fault> admit(const std::string& realm, bool is_batch, Time now);

    /// A request that is being answered, until this is destroyed. None where too many are.
    std::shared_ptr<void> enter(const std::string& realm);

    /// `{"minute":3,"batches":0}`: what a company has used of its minute.
    Json used(const std::string& realm, Time now);

private:
    kit::RollingWindow requests_{requests_a_minute, std::chrono::minutes(1)};
    kit::RollingWindow batches_{batches_a_minute, std::chrono::minutes(1)};
    std::shared_ptr<std::map<std::string, std::size_t>> in_flight_ =
        std::make_shared<std::map<std::string, std::size_t>>();
};

} // namespace emulator::quickbooks
