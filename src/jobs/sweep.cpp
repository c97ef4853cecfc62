#include "jobs/sweep.hpp"

#include "core/learn_changes.hpp"
#include "core/store_value.hpp"

#include <algorithm>

namespace billbridge::jobs {

Sweeper::Sweeper(Gateways& gateways, Store& store, Clock& clock, std::string owner, Log& log)
    : gateways_(gateways), store_(store), clock_(clock), owner_(std::move(owner)), log_(log)
{
}

Routine Sweeper::run()
{
    while (!stopping_) {
        stepping_ = true;
        const Result<bool> stepped = co_await step();
        stepping_ = false;
        if (!stepped) {
            log_.error("sweep not begun", {{"cause", stepped.error().cause}});
        }
        if (!stepped || !*stepped) {
            co_await clock_.sleep_until(clock_.now() + poll_every);
        }
    }
}

Task<bool> Sweeper::step()
{
    CO_TRY(const std::optional<Claim> claimed, co_await claim());
    if (!claimed) {
        co_return false;
    }
    if (claimed->known.empty()) { // no invoices, or nobody who lets us in
        CO_TRY_DO(co_await postpone(claimed->sweep, quiet_interval));
        co_return true;
    }
    const Time begun = clock_.now();
    const Result<BooksChanges> changes = co_await read(*claimed, begun);
    if (changes) {
        CO_TRY_DO(co_await keep(*claimed, *changes, begun));
        co_return true;
    }
    const Error& why = changes.error();
    log_.warning("sweep failed",
                 {{"company", to_string(claimed->sweep.company)}, {"cause", why.cause}});
    const std::chrono::milliseconds delay = why.retry_after ? *why.retry_after : retry_after;
    CO_TRY_DO(co_await postpone(claimed->sweep, delay));
    co_return true;
}

Task<std::optional<Sweeper::Claim>> Sweeper::claim()
{
    const Time now = clock_.now();
    const auto body = [&, now](Transaction& tx) -> Result<std::optional<Claim>> {
        auto sweep = tx.claim_sweep(now, owner_, now + lease);
        if (!sweep) {
            return std::nullopt;
        }
        Claim claim;
        claim.sweep = *std::move(sweep);
        const auto connection = tx.connection(claim.sweep.company);
        const bool is_open = connection && connection->access.state == AccessState::active &&
                             connection->books.id == claim.sweep.books;
        if (is_open) {
            claim.connection = *connection;
            for (const KnownInvoice& known : tx.invoices(claim.sweep.company, claim.sweep.books)) {
                if (!known.invoice.deleted) {
                    claim.known.push_back(known.invoice.id);
                }
            }
        }
        return claim;
    };
    co_return co_await write_value(store_, body);
}

/// What changed since the last sweep in one metered read; where that is too long ago or too much
/// for one answer, everything that is known.
Task<BooksChanges> Sweeper::read(const Claim& claim, Time now)
{
    const std::shared_ptr<Books> books = gateways_.books(claim.connection);
    const Time since = claim.sweep.swept_until - overlap;
    BooksChanges changes;
    if (now - window_max < since) {
        CO_TRY(changes, co_await books->changes_since(since));
        if (changes.complete) {
            co_return changes;
        }
    }
    std::vector<InvoiceId> all = claim.known;
    CO_TRY(std::vector<Invoice> read, co_await books->invoices(std::move(all)));
    std::ranges::move(read, std::back_inserter(changes.invoices));
    co_return changes;
}

Task<void> Sweeper::keep(const Claim& claim, const BooksChanges& changes, Time begun)
{
    Sweep next = claim.sweep;
    const bool is_busy = !changes.invoices.empty() || !changes.payers.empty();
    const auto twice = 2 * (begun - claim.sweep.swept_until);
    const std::chrono::milliseconds interval =
        is_busy ? busy_interval
                : std::clamp<std::chrono::milliseconds>(twice, busy_interval, quiet_interval);
    next.swept_until = begun;
    next.due_at = begun + interval;
    next.lease_owner.clear();
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        const auto connection = tx.connection(claim.sweep.company);
        if (!connection || connection->books.id != claim.sweep.books) {
            return {}; // other books meanwhile: they have a sweep of their own
        }
        learn_changes(tx, *connection, changes, LearnedBy::sweep, clock_.now());
        tx.save(next);
        return {};
    };
    CO_TRY_DO(co_await store_.write(std::move(body)));
    log_.info("books swept",
              {{"company", to_string(claim.sweep.company)},
               {"invoices", std::to_string(changes.invoices.size())}});
    co_return Result<void>{};
}

Task<void> Sweeper::postpone(Sweep sweep, std::chrono::milliseconds delay)
{
    sweep.due_at = clock_.now() + delay;
    sweep.lease_owner.clear();
    Store::Body body = [&sweep](Transaction& tx) -> Result<void> {
        const auto current = tx.sweep(sweep.company);
        if (current && current->books == sweep.books) {
            tx.save(sweep);
        }
        return {};
    };
    co_return co_await store_.write(std::move(body));
}

} // namespace billbridge::jobs
