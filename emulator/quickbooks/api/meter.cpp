#include "emulator/quickbooks/api/meter.hpp"

#include <algorithm>

namespace emulator::quickbooks {

std::optional<Fault> Meter::check(Time now)
{
    return used(now) < budget ? std::nullopt : std::optional(fault(refusal));
}

void Meter::count(Time now)
{
    turn_month(now);
    ++used_;
}

std::int64_t Meter::used(Time now)
{
    turn_month(now);
    return used_;
}

void Meter::turn_month(Time now)
{
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(now));
    const std::chrono::year_month month = day.year() / day.month();
    if (month != month_) {
        month_ = month;
        used_ = 0;
    }
}

bool has_query(std::string_view batch)
{
    const auto body = Json::parse(batch);
    const auto* items = body ? (*body)["BatchItemRequest"].if_array() : nullptr;
    return items != nullptr && std::ranges::any_of(*items, [](const Json& item) {
               return item["Query"].if_string() != nullptr;
           });
}

} // namespace emulator::quickbooks
