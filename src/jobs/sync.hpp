#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "core/gateways.hpp"
#include "core/store.hpp"

namespace billbridge::jobs {

/// Looks into what the books told of: reads what changed, learns it, lets links follow.
///
/// Events stay on disk until that is done, so that a crash loses none; those of one company are
/// looked into together, with one metered read. Where that fails they wait, longer each time.
///
/// Threads: the event loop only. Must outlive `run`.
class Sync {
public:
    /// How often to look for events.
    static constexpr std::chrono::milliseconds poll_every{1000};
    /// Two reads of at most 30 s each, with a renewed token and a repetition.
    static constexpr std::chrono::minutes lease{5};
    /// Clocks differ, and what changed at the very boundary may be left out (facts 5.8).
    static constexpr std::chrono::minutes overlap{10};
    /// The books tell of no changes before (facts 5.8: 30 days).
    static constexpr std::chrono::hours window_max{24 * 29};

    /// `owner` names this process in leases.
    Sync(Gateways& gateways, Store& store, Clock& clock, std::string owner, Log& log);

    /// Looks into events as they come, until `stop`.
    Routine run();

    /// Looks into the due events of one company; false where there are none.
    /// Fails with `unavailable` where the store fails: the leases run out by themselves.
    Task<bool> step();

    /// Begins no further step; one under way goes on.
    void stop() { stopping_ = true; }
    bool idle() const { return !stepping_; }

private:
    using Events = std::vector<BooksEvent>;

    Task<void> look_into(const Events& events, const Connection& connection);
    Task<BooksChanges> read_changes(const Events& events, const Connection& connection);
    Task<void> finish(Events events);
    Task<void> wait(Events events, const Error& why);

    Gateways& gateways_;
    Store& store_;
    Clock& clock_;
    std::string owner_;
    Log& log_;
    bool stopping_ = false;
    bool stepping_ = false;
};

} // namespace billbridge::jobs
