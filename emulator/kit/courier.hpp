#pragma once

#include "base/json.hpp"
#include "emulator/kit/clock.hpp"
#include "net/http.hpp"

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace emulator::kit {

namespace net = billbridge::net;

/// How often and when a vendor repeats what was not acknowledged.
struct RetrySchedule {
    std::vector<std::chrono::seconds> delays; ///< before the second, third .. attempt
    bool repeats_last = false;                ///< for ever, with the last delay; else given up
    /// Later parcels of a channel wait until an earlier one is acknowledged or given up.
    bool holds_back = false;
    /// Only 200 acknowledges; else every status from 200 to 299.
    bool wants_200 = false;
};

/// Something that a vendor tells an app.
struct Parcel {
    std::string channel; ///< a subscription, or one for all
    std::string what;    ///< for people who read the list
    /// The request of an attempt, the first one being 1.
    std::function<net::ClientRequest(int attempt)> request;
    /// Whether it is sent again where it is not acknowledged.
    bool repeats = true;
};

/// Brings parcels to the app on the emulator's clock: at once, again by the schedule where they are
/// not acknowledged, or as the control API wants it. It does not wait by itself: whoever owns it
/// calls `run` after each request and now and then.
class Courier {
public:
    /// The status of the answer; 0 where none came.
    using Done = std::function<void(int status)>;
    /// Sends a request and calls back once, later; empty where nothing can be sent.
    using Send = std::function<void(net::ClientRequest, Done)>;
    /// What became of an attempt.
    struct Attempt {
        std::string channel;
        int number = 1;
        int status = 0; ///< 0: no answer
        bool is_acknowledged = false;
        bool is_given_up = false;
    };

    /// `clock` must outlive this. Answers that come after its end are ignored.
    Courier(EmulatorClock& clock, RetrySchedule schedule, Send send);
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    void post(Parcel parcel);
    /// Sends what is due.
    void run();

    /// Hears of every attempt.
    std::function<void(const Attempt&)> on_attempt;

    bool holds = false;       ///< nothing goes out
    bool duplicates = false;  ///< everything goes out twice
    bool reorders = false;    ///< what is due goes out newest first
    std::int64_t to_lose = 0; ///< so many parcels vanish

    /// Everything is due now, also what waits for another attempt or is held.
    void deliver_now();
    void drop_all();
    /// Drops what waits in a channel.
    void drop(const std::string& channel);

    /// `{"pending":[..],"deliveries":[..]}`, the newest last.
    billbridge::Json to_json() const;

private:
    static constexpr std::size_t deliveries_max = 1000;

    struct Item {
        std::uint64_t id = 0;
        Parcel parcel;
        Time due;
        int attempt = 1;
        bool is_in_flight = false;
        bool is_released = false; ///< goes out although the courier holds
    };
    struct Delivery {
        Time time;
        std::string channel;
        std::string what;
        std::string url;
        std::string body;
        int attempt = 1;
        int status = 0;
    };

    bool may_go(const Item& item) const;
    bool is_acknowledged(int status) const;
    std::optional<std::uint64_t> next() const;
    void send(Item& item);
    void finish(std::uint64_t id, Delivery delivery);
    Item* find(std::uint64_t id);

    EmulatorClock& clock_;
    RetrySchedule schedule_;
    Send send_;
    std::deque<Item> items_;
    std::deque<Delivery> deliveries_;
    std::uint64_t next_id_ = 1;
    /// Answers that come too late look here whether somebody still waits.
    std::shared_ptr<Courier*> self_;
};

} // namespace emulator::kit
