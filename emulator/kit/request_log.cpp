#include "emulator/kit/request_log.hpp"

#include "emulator/kit/instant.hpp"

namespace emulator::kit {

using billbridge::Json;

void RequestLog::add(LoggedRequest request)
{
    const std::string route = request.route.empty() ? "no route" : request.route;
    Count& count = routes_[request.method + " " + route];
    ++count.all;
    ++total_;
    if (request.metered) {
        ++count.metered;
        ++metered_;
    }
    entries_.push_back(std::move(request));
    if (entries_.size() > entries_max) {
        entries_.pop_front();
    }
}

void RequestLog::clear()
{
    *this = RequestLog();
}

std::int64_t RequestLog::count(const std::string& route) const
{
    const auto it = routes_.find(route);
    return it == routes_.end() ? 0 : it->second.all;
}

Json RequestLog::to_json() const
{
    Json routes = Json::object();
    for (const auto& [route, count] : routes_) {
        routes.set(route, Json::Object{{"count", count.all}, {"metered", count.metered}});
    }
    Json requests = Json::array();
    for (const LoggedRequest& entry : entries_) {
        Json one = Json::Object{{"time", format_instant(entry.time)},
                                {"method", entry.method},
                                {"path", entry.path},
                                {"route", entry.route},
                                {"status", entry.status},
                                {"metered", entry.metered}};
        if (!entry.fault.empty()) {
            one.set("fault", entry.fault);
        }
        requests.push_back(std::move(one));
    }
    return Json::Object{{"total", total_},
                        {"metered", metered_},
                        {"free", total_ - metered_},
                        {"routes", std::move(routes)},
                        {"requests", std::move(requests)}};
}

} // namespace emulator::kit
