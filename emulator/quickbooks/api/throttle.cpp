#include "emulator/quickbooks/api/throttle.hpp"

namespace emulator::quickbooks {

namespace {

using Counts = std::map<std::string, std::size_t>;

/// Counts as one on its way until it goes. The counts live as long as anybody is on its way.
struct Pass {
    Pass(std::shared_ptr<Counts> in_flight, std::string of)
        : counts(std::move(in_flight)), realm(std::move(of))
    {
    }
    ~Pass() { --(*counts)[realm]; }
    Pass(const Pass&) = delete;
    Pass& operator=(const Pass&) = delete;

    std::shared_ptr<Counts> counts;
    std::string realm;
};

} // namespace

std::optional<Fault> Throttle::admit(const std::string& realm, bool is_batch, Time now)
{
    if (!is_on) {
        return std::nullopt;
    }
    if (is_batch && !batches_.take(realm, now)) {
        return fault("3001");
    }
    return requests_.take(realm, now) ? std::nullopt : std::optional(fault("3001"));
}

std::shared_ptr<void> Throttle::enter(const std::string& realm)
{
    std::size_t& count = (*in_flight_)[realm];
    if (is_on && count >= at_a_time) {
        return nullptr;
    }
    ++count;
    return std::make_shared<Pass>(in_flight_, realm);
}

Json Throttle::used(const std::string& realm, Time now)
{
    return Json::Object{{"minute", static_cast<std::int64_t>(requests_.count(realm, now))},
                        {"batches", static_cast<std::int64_t>(batches_.count(realm, now))}};
}

} // namespace emulator::quickbooks
