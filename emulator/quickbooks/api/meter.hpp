#pragma once

#include "base/clock.hpp"
#include "emulator/kit/router.hpp"
#include "emulator/quickbooks/books/fault.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace emulator::quickbooks {

using billbridge::Time;

/// The vendor's count of the app's charged calls (CorePlus: most reads; what fails is not charged).
/// Beyond the month's budget such calls are blocked until the next month begins, for all companies.
class Meter {
public:
    /// What the free tier, Builder, has a month.
    std::int64_t budget = 500'000;
    /// The code of the refusal, which the vendor does not document: 3001 (429) or 3100 (403).
    std::string refusal = "3001";

    /// The refusal where the month's budget is used up.
    std::optional<Fault> check(Time now);
    /// Counts a call that has succeeded.
    void count(Time now);
    std::int64_t used(Time now);

private:
    void turn_month(Time now);

    std::chrono::year_month month_{};
    std::int64_t used_ = 0;
};

/// Whether a batch asks a query, which makes it a charged call (not confirmed by the vendor).
bool has_query(std::string_view batch);

} // namespace emulator::quickbooks
