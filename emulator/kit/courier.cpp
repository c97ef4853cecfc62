#include "emulator/kit/courier.hpp"

#include "emulator/kit/instant.hpp"

#include <algorithm>
#include <utility>

namespace emulator::kit {

using billbridge::Json;

Courier::Courier(EmulatorClock& clock, RetrySchedule schedule, Send send)
    : clock_(clock), schedule_(std::move(schedule)), send_(std::move(send)),
      self_(std::make_shared<Courier*>(this))
{
}

void Courier::post(Parcel parcel)
{
    if (to_lose > 0) {
        --to_lose;
        return;
    }
    for (int copy = 0; copy < (duplicates ? 2 : 1); ++copy) {
        items_.push_back({.id = next_id_++, .parcel = parcel, .due = clock_.now()});
    }
}

void Courier::run()
{
    if (!send_) {
        return;
    }
    while (const auto id = next()) {
        send(*find(*id));
    }
}

bool Courier::may_go(const Item& item) const
{
    if (item.is_in_flight || item.due > clock_.now() || (holds && !item.is_released)) {
        return false;
    }
    if (!schedule_.holds_back) {
        return true;
    }
    const auto first = std::ranges::find_if(
        items_, [&](const Item& other) { return other.parcel.channel == item.parcel.channel; });
    return first->id == item.id || (reorders && first->attempt == 1 && !first->is_in_flight);
}

bool Courier::is_acknowledged(int status) const
{
    return schedule_.wants_200 ? status == 200 : status >= 200 && status < 300;
}

std::optional<std::uint64_t> Courier::next() const
{
    std::optional<std::uint64_t> found;
    for (const Item& item : items_) {
        if (may_go(item)) {
            found = item.id;
            if (!reorders) {
                break;
            }
        }
    }
    return found;
}

void Courier::send(Item& item)
{
    item.is_in_flight = true;
    net::ClientRequest request = item.parcel.request(item.attempt);
    Delivery delivery{.time = clock_.now(),
                      .channel = item.parcel.channel,
                      .what = item.parcel.what,
                      .url = request.url,
                      .body = request.body,
                      .attempt = item.attempt,
                      .status = 0};
    const std::weak_ptr<Courier*> self = self_;
    const std::uint64_t id = item.id;
    send_(std::move(request), [self, id, delivery](int status) mutable {
        if (const auto courier = self.lock()) {
            delivery.status = status;
            (*courier)->finish(id, std::move(delivery));
        }
    });
}

void Courier::finish(std::uint64_t id, Delivery delivery)
{
    Attempt attempt{.channel = delivery.channel,
                    .number = delivery.attempt,
                    .status = delivery.status,
                    .is_acknowledged = is_acknowledged(delivery.status)};
    deliveries_.push_back(std::move(delivery));
    if (deliveries_.size() > deliveries_max) {
        deliveries_.pop_front();
    }
    Item* item = find(id);
    if (item != nullptr) {
        const auto repeats = static_cast<std::size_t>(item->attempt - 1);
        const bool has_delay = repeats < schedule_.delays.size() ||
                               (schedule_.repeats_last && !schedule_.delays.empty());
        const bool may_repeat = item->parcel.repeats && has_delay;
        attempt.is_given_up = !attempt.is_acknowledged && !may_repeat;
        if (attempt.is_acknowledged || attempt.is_given_up) {
            std::erase_if(items_, [&](const Item& other) { return other.id == id; });
        } else {
            item->is_in_flight = false;
            item->due =
                clock_.now() + schedule_.delays[std::min(repeats, schedule_.delays.size() - 1)];
            ++item->attempt;
        }
    }
    if (on_attempt) {
        on_attempt(attempt);
    }
    run();
}

Courier::Item* Courier::find(std::uint64_t id)
{
    const auto it = std::ranges::find(items_, id, &Item::id);
    return it == items_.end() ? nullptr : &*it;
}

void Courier::deliver_now()
{
    for (Item& item : items_) {
        item.due = std::min(item.due, clock_.now());
        item.is_released = true;
    }
    run();
}

void Courier::drop_all()
{
    items_.clear();
}

void Courier::drop(const std::string& channel)
{
    std::erase_if(items_, [&](const Item& item) { return item.parcel.channel == channel; });
}

Json Courier::to_json() const
{
    Json pending = Json::array();
    for (const Item& item : items_) {
        pending.push_back(Json::Object{{"channel", item.parcel.channel},
                                       {"what", item.parcel.what},
                                       {"attempt", std::int64_t{item.attempt}},
                                       {"due", format_instant(item.due)}});
    }
    Json deliveries = Json::array();
    for (const Delivery& delivery : deliveries_) {
        deliveries.push_back(Json::Object{{"time", format_instant(delivery.time)},
                                          {"channel", delivery.channel},
                                          {"what", delivery.what},
                                          {"url", delivery.url},
                                          {"attempt", std::int64_t{delivery.attempt}},
                                          {"status", std::int64_t{delivery.status}},
                                          {"body", delivery.body}});
    }
    return Json::Object{{"pending", std::move(pending)}, {"deliveries", std::move(deliveries)}};
}

} // namespace emulator::kit
