#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "core/gateways.hpp"
#include "core/store.hpp"

namespace billbridge::jobs {

/// Asks the books now and then what has changed, for the webhooks that never came: hourly while
/// something changes, ever more rarely down to daily while nothing does, and not at all where no
/// invoice is known.
///
/// How far a company has been swept is on disk; a sweep begins a little before that, so that
/// nothing falls between two.
///
/// Threads: the event loop only. Must outlive `run`.
class Sweeper {
public:
    static constexpr std::chrono::seconds poll_every{30};
    static constexpr std::chrono::hours busy_interval{1};
    static constexpr std::chrono::hours quiet_interval{24};
    /// After a failure, unless the books say when.
    static constexpr std::chrono::minutes retry_after{15};
    /// A read of changes and one of everything known, each of at most 30 s and repeated.
    static constexpr std::chrono::minutes lease{10};
    /// Clocks differ, and what changed at the very boundary may be left out (facts 5.8).
    static constexpr std::chrono::minutes overlap{10};
    /// The books tell of no changes before (facts 5.8: 30 days); everything known is read again.
    static constexpr std::chrono::hours window_max{24 * 29};

    /// `owner` names this process in leases.
    Sweeper(Gateways& gateways, Store& store, Clock& clock, std::string owner, Log& log);

    /// Sweeps whatever falls due, until `stop`.
    Routine run();

    /// Sweeps the company that has waited longest; false where none is due.
    /// Fails with `unavailable` where the store fails: the lease runs out by itself.
    Task<bool> step();

    /// Begins no further sweep; one under way goes on.
    void stop() { stopping_ = true; }
    bool idle() const { return !stepping_; }

private:
    /// A leased sweep with the company's connection and its known invoices.
    struct Claim {
        Sweep sweep;
        Connection connection;
        std::vector<InvoiceId> known; ///< empty: there is nothing to sweep for
    };

    Task<std::optional<Claim>> claim();
    Task<BooksChanges> read(const Claim& claim, Time now);
    Task<void> keep(const Claim& claim, const BooksChanges& changes, Time begun);
    Task<void> postpone(Sweep sweep, std::chrono::milliseconds delay);

    Gateways& gateways_;
    Store& store_;
    Clock& clock_;
    std::string owner_;
    Log& log_;
    bool stopping_ = false;
    bool stepping_ = false;
};

} // namespace billbridge::jobs
