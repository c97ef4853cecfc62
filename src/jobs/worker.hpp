#pragma once

#include "core/invoice_jobs.hpp"
#include "jobs/create_invoice.hpp"

#include <functional>
#include <set>
#include <string>

namespace billbridge::jobs {

/// Runs jobs: a new one at once, an old one when it falls due, several side by side.
///
/// Threads: the event loop only. Must outlive every routine it started: `idle` tells.
class Worker : public InvoiceJobs {
public:
    using Spawn = std::function<void(std::string name, Routine routine)>;

    static constexpr std::size_t running_max = 16;
    /// How often to look for jobs that fell due.
    static constexpr std::chrono::milliseconds poll_every{1000};

    /// `owner` names this process in leases and differs between processes.
    Worker(CreateInvoice& create_invoice,
           Store& store,
           Clock& clock,
           Spawn spawn,
           std::string owner,
           Log& log);

    /// Ends the leases of earlier processes (this one is alone on its database), then runs due jobs
    /// until `stop`.
    Routine run();

    /// Starts this job now. Where it is leased already or not due, nothing happens.
    void start(CompanyId company, IntentId intent) override;
    bool is_running(const IntentId& intent) const override { return running_.contains(intent); }

    /// Takes no further jobs; those that run go on.
    void stop() { stopping_ = true; }
    bool idle() const { return running_.empty(); }

private:
    Routine run_job(Job job);
    Routine claim_and_run(CompanyId company, IntentId intent);
    Task<bool> start_due();

    CreateInvoice& create_invoice_;
    Store& store_;
    Clock& clock_;
    Spawn spawn_;
    std::string owner_;
    Log& log_;
    std::set<IntentId> running_;
    bool stopping_ = false;
};

} // namespace billbridge::jobs
