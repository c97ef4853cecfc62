#include "jobs/sync.hpp"

#include "core/learn_changes.hpp"
#include "core/store_value.hpp"
#include "jobs/retry.hpp"

#include <algorithm>
#include <set>

namespace billbridge::jobs {

namespace {

bool is_invoice(const BooksEvent& event)
{
    return event.notice.entity == BooksEntity::invoice;
}

std::vector<InvoiceId> invoices_of(const std::vector<BooksEvent>& events)
{
    std::set<InvoiceId> ids;
    for (const BooksEvent& event : events) {
        if (is_invoice(event)) {
            ids.insert(InvoiceId(event.notice.record));
        }
    }
    return {ids.begin(), ids.end()};
}

/// Links to customers that were merged into another one lead to that one.
void follow_merges(Transaction& tx,
                   const Connection& connection,
                   const std::vector<BooksEvent>& events,
                   const std::vector<Payer>& payers)
{
    for (const Payer& payer : payers) {
        for (const BooksEvent& event : events) {
            if (!event.notice.merged.empty() && event.notice.record == to_string(payer.id)) {
                relink(tx, connection, PayerId(event.notice.merged), payer);
            }
        }
    }
}

} // namespace

Sync::Sync(Gateways& gateways, Store& store, Clock& clock, std::string owner, Log& log)
    : gateways_(gateways), store_(store), clock_(clock), owner_(std::move(owner)), log_(log)
{
}

Routine Sync::run()
{
    while (!stopping_) {
        stepping_ = true;
        const Result<bool> stepped = co_await step();
        stepping_ = false;
        if (!stepped) {
            log_.error("events not looked into", {{"cause", stepped.error().cause}});
        }
        if (!stepped || !*stepped) {
            co_await clock_.sleep_until(clock_.now() + poll_every);
        }
    }
}

Task<bool> Sync::step()
{
    std::optional<Connection> connection;
    const auto claim = [&](Transaction& tx) -> Result<Events> {
        const Time now = clock_.now();
        Events events = tx.claim_events(now, owner_, now + lease);
        if (!events.empty()) {
            connection = tx.connection(events.front().company);
        }
        return events;
    };
    CO_TRY(Events events, co_await write_value(store_, claim));
    if (events.empty()) {
        co_return false;
    }
    Events current; // those of other books, connected before, are done without a look
    std::ranges::copy_if(events, std::back_inserter(current), [&](const BooksEvent& event) {
        return connection && connection->access.state != AccessState::ended &&
               event.books == connection->books.id;
    });
    if (!current.empty()) {
        const Result<void> looked = co_await look_into(current, *connection);
        if (!looked) {
            CO_TRY_DO(co_await wait(std::move(events), looked.error()));
            co_return true;
        }
    }
    CO_TRY_DO(co_await finish(std::move(events)));
    co_return true;
}

Task<void> Sync::look_into(const Events& events, const Connection& connection)
{
    CO_TRY(const BooksChanges changes, co_await read_changes(events, connection));
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        const auto now = tx.connection(connection.company);
        if (!now || now->books.id != connection.books.id) {
            return {}; // other books meanwhile
        }
        follow_merges(tx, connection, events, changes.payers);
        learn_changes(tx, connection, changes, LearnedBy::webhook, clock_.now());
        return {};
    };
    co_return co_await store_.write(std::move(body));
}

/// One metered read: the invoices by their ids, or where other records changed, everything that
/// changed since. Where that is too much for one answer, all that we know is read again.
Task<BooksChanges> Sync::read_changes(const Events& events, const Connection& connection)
{
    const std::shared_ptr<Books> books = gateways_.books(connection);
    std::vector<InvoiceId> ids = invoices_of(events);
    BooksChanges changes;
    if (!std::ranges::all_of(events, is_invoice)) {
        Time since = clock_.now();
        for (const BooksEvent& event : events) {
            since = std::min({since, event.received_at, event.notice.changed_at});
        }
        since = std::max(since - overlap, clock_.now() - window_max);
        CO_TRY(changes, co_await books->changes_since(since));
        if (changes.complete) {
            co_return changes;
        }
        const auto known = [&](Transaction& tx) -> Result<std::vector<KnownInvoice>> {
            return tx.invoices(connection.company, connection.books.id);
        };
        CO_TRY(const std::vector<KnownInvoice> all, co_await read_value(store_, known));
        std::set<InvoiceId> wanted(ids.begin(), ids.end());
        for (const KnownInvoice& invoice : all) {
            wanted.insert(invoice.invoice.id);
        }
        ids.assign(wanted.begin(), wanted.end());
    }
    if (!ids.empty()) {
        CO_TRY(std::vector<Invoice> read, co_await books->invoices(std::move(ids)));
        std::ranges::move(read, std::back_inserter(changes.invoices));
    }
    co_return changes;
}

Task<void> Sync::finish(Events events)
{
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        for (BooksEvent& event : events) {
            event.done = true;
            event.lease_owner.clear();
            tx.save(event);
        }
        return {};
    };
    CO_TRY_DO(co_await store_.write(std::move(body)));
    const auto lag = clock_.now() - events.front().received_at;
    log_.info("events looked into",
              {{"company", to_string(events.front().company)},
               {"events", std::to_string(events.size())},
               {"lag_ms", std::to_string(lag.count())}});
    co_return Result<void>{};
}

/// A refusal (`give_up`) is no reason to forget: the books may answer later.
Task<void> Sync::wait(Events events, const Error& why)
{
    constexpr std::chrono::minutes refused_delay{5};
    int attempts = 0;
    for (BooksEvent& event : events) {
        attempts = std::max(attempts, ++event.attempts);
    }
    const Decision decision = after_failure(why, attempts);
    const std::chrono::milliseconds delay =
        decision.next == Next::give_up ? refused_delay : decision.delay;
    log_.warning("events wait",
                 {{"company", to_string(events.front().company)},
                  {"events", std::to_string(events.size())},
                  {"attempts", std::to_string(attempts)},
                  {"delay_ms", std::to_string(delay.count())},
                  {"cause", why.cause}});
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        for (BooksEvent& event : events) {
            event.due_at = clock_.now() + delay;
            event.lease_owner.clear();
            tx.save(event);
        }
        return {};
    };
    co_return co_await store_.write(std::move(body));
}

} // namespace billbridge::jobs
