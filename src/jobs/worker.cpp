#include "jobs/worker.hpp"

#include "core/store_value.hpp"

namespace billbridge::jobs {

Worker::Worker(CreateInvoice& create_invoice,
               Store& store,
               Clock& clock,
               Spawn spawn,
               std::string owner,
               Log& log)
    : create_invoice_(create_invoice), store_(store), clock_(clock), spawn_(std::move(spawn)),
      owner_(std::move(owner)), log_(log)
{
}

Routine Worker::run()
{
    Store::Body release = [](Transaction& tx) -> Result<void> {
        tx.release_leases();
        return {};
    };
    const Result<void> released = co_await store_.write(std::move(release));
    if (!released) {
        log_.error("leases not released", {{"cause", released.error().cause}});
    }
    while (!stopping_) {
        const Result<bool> started = co_await start_due();
        if (!started) {
            log_.error("jobs not read", {{"cause", started.error().cause}});
        }
        if (!started || !*started) {
            co_await clock_.sleep_until(clock_.now() + poll_every);
        }
    }
}

Task<bool> Worker::start_due()
{
    if (running_.size() >= running_max) {
        co_return false;
    }
    const Time now = clock_.now();
    const auto claim = [this, now](Transaction& tx) -> Result<std::optional<Job>> {
        return tx.claim_job(now, owner_, now + CreateInvoice::lease);
    };
    CO_TRY(std::optional<Job> job, co_await write_value(store_, claim));
    if (!job) {
        co_return false;
    }
    if (running_.insert(job->intent).second) {
        spawn_("job", run_job(*std::move(job)));
    }
    co_return true;
}

void Worker::start(CompanyId company, IntentId intent)
{
    if (stopping_ || !running_.insert(intent).second) {
        return;
    }
    spawn_("job", claim_and_run(company, std::move(intent)));
}

Routine Worker::claim_and_run(CompanyId company, IntentId intent)
{
    const Time now = clock_.now();
    const auto claim = [&, now](Transaction& tx) -> Result<std::optional<Job>> {
        return tx.claim_job(company, intent, now, owner_, now + CreateInvoice::lease);
    };
    Result<std::optional<Job>> job = co_await write_value(store_, claim);
    if (job && *job) {
        co_await run_job(**std::move(job));
    } else if (!job) {
        log_.error("job not claimed", {{"cause", job.error().cause}});
    }
    running_.erase(intent);
}

Routine Worker::run_job(Job job)
{
    const IntentId intent = job.intent;
    try {
        const Result<void> ran = co_await create_invoice_.run(std::move(job));
        if (!ran) {
            log_.error("job stopped",
                       {{"intent", to_string(intent)}, {"cause", ran.error().cause}});
        }
    } catch (const std::exception& failure) {
        // A broken assumption ends this attempt, not the server: the lease runs out, it is tried
        // again.
        log_.error("job threw", {{"intent", to_string(intent)}, {"cause", failure.what()}});
    }
    running_.erase(intent);
}

} // namespace billbridge::jobs
