#include "emulator/pipedrive/api/rate_window.hpp"

#include <algorithm>

namespace emulator::pipedrive {

bool RateWindow::has_room(const std::string& token, billbridge::Time now) const
{
    const auto it = requests_.find(token);
    if (it == requests_.end()) {
        return true;
    }
    const auto recent = std::ranges::count_if(
        it->second, [&](const billbridge::Time time) { return time + window > now; });
    return static_cast<std::size_t>(recent) < limit;
}

std::size_t RateWindow::count(const std::string& token, billbridge::Time now)
{
    auto outdated = [&](const billbridge::Time time) { return time + window <= now; };
    std::erase_if(requests_, [&](const auto& entry) {
        return entry.second.empty() || outdated(entry.second.back());
    });
    auto& times = requests_[token];
    while (!times.empty() && outdated(times.front())) {
        times.pop_front();
    }
    times.push_back(now);
    return limit - std::min(limit, times.size());
}

} // namespace emulator::pipedrive
