#include "core/submit.hpp"

#include "core/kept_drafts.hpp"
#include "core/store_value.hpp"
#include "domain/totals.hpp"

namespace billbridge {

namespace {

Intent planned(const Caller& caller, const Submission& submission, Time now)
{
    Intent intent;
    intent.company = caller.company;
    intent.id = submission.new_id;
    intent.user = caller.user;
    intent.idempotency_key = submission.idempotency_key;
    intent.fingerprint = submission.fingerprint;
    intent.order = submission.order;
    intent.created_at = now;
    return intent;
}

/// What the books will make of the order; empty where they alone can tell.
std::optional<Decimal> expected_total(const InvoiceOrder& order, const Preflight& books)
{
    const Totals sums = totals(order, tax_rules(books.company, books.lists));
    return sums.tax_known ? std::optional(sums.total) : std::nullopt;
}

Result<Intent> submit(Transaction& tx, const Caller& caller, const Submission& submission, Time now)
{
    if (auto earlier = tx.intent_by_key(caller.company, submission.idempotency_key)) {
        if (earlier->fingerprint != submission.fingerprint) {
            return fail(conflict({"error.idempotency_key_reused", {}}));
        }
        TRY_DO(require_connection(tx, caller));
        return *std::move(earlier);
    }
    TRY(const Connection connection, require_open_connection(tx, caller));
    const BooksListsCache::Known& known = submission.lists;
    const bool are_theirs = known.books == connection.books.id;
    const Preflight books{.company = connection.books,
                          .lists = are_theirs ? known.lists.get() : nullptr};
    TRY_DO(check_order(submission.order, books));
    Intent intent = planned(caller, submission, now);
    intent.books = connection.books.id;
    intent.expected_total = expected_total(submission.order, books);
    Job job;
    job.company = caller.company;
    job.intent = intent.id;
    job.due_at = now;
    tx.save(intent);
    tx.save(job);
    forget_kept_draft(tx, caller, submission.order.deal, now);
    tx.audit(caller.company,
             caller.user,
             "order invoice",
             "deal " + to_string(submission.order.deal) + ", intent " + to_string(intent.id));
    return intent;
}

} // namespace

Result<void> check_idempotency_key(const std::string& key)
{
    if (key.empty() || key.size() > Submission::key_max) {
        return fail(
            invalid({"error.idempotency_key", {{"max", std::to_string(Submission::key_max)}}},
                    {},
                    "Idempotency-Key"));
    }
    return {};
}

Task<Intent> submit_invoice(Store& store, Clock& clock, Caller caller, Submission submission)
{
    CO_TRY_DO(check_idempotency_key(submission.idempotency_key));
    const Time now = clock.now();
    const auto body = [&](Transaction& tx) { return submit(tx, caller, submission, now); };
    co_return co_await write_value(store, body);
}

} // namespace billbridge
