#include "jobs/create_invoice.hpp"

#include "core/deal_invoices.hpp"
#include "core/prepare_draft.hpp"
#include "core/store_value.hpp"
#include "jobs/note.hpp"
#include "jobs/retry.hpp"

#include <stdexcept>

namespace billbridge::jobs {

namespace {

/// 32 hex digits of the intent's UUID, a letter for the step and the generation: under
/// QuickBooks' 50.
RequestKey key(const Intent& intent, char step)
{
    std::string text = to_string(intent.id);
    std::erase(text, '-');
    return RequestKey(text + "-" + step + std::to_string(intent.generation));
}

/// Whether something beside the invoice is worth waiting for: only while it can still come true.
bool is_worth_waiting(const Error& why, int attempts, int attempts_max)
{
    return why.kind != ErrorKind::unauthorized && attempts < attempts_max &&
           after_failure(why, attempts).next != Next::give_up;
}

PayerLink link_to(const Intent& intent, const Payer& payer)
{
    return PayerLink{*intent.order.contact, payer.id, payer.name};
}

} // namespace

RequestKey payer_key(const Intent& intent)
{
    return key(intent, 'c');
}

RequestKey invoice_key(const Intent& intent)
{
    return key(intent, 'i');
}

RequestKey payer_update_key(const Intent& intent, int attempts)
{
    return RequestKey(key(intent, 'u').value() + "-" + std::to_string(attempts));
}

RequestKey email_key(const Intent& intent)
{
    return key(intent, 'e');
}

CreateInvoice::CreateInvoice(
    Gateways& gateways, Store& store, Clock& clock, const text::Catalogue& catalogue, Log& log)
    : gateways_(gateways), store_(store), clock_(clock), catalogue_(catalogue), log_(log)
{
}

Task<void> CreateInvoice::run(Job job)
{
    CO_TRY(Run run, co_await load(std::move(job)));
    // A job takes three steps; one that waits or ends gives its lease back and thereby ends the
    // loop.
    while (!run.job.lease_owner.empty()) {
        CO_TRY_DO(co_await step(run));
    }
    co_return Result<void>{};
}

Task<CreateInvoice::Run> CreateInvoice::load(Job job)
{
    const auto body = [&job](Transaction& tx) -> Result<Run> {
        Run run;
        run.job = job;
        const auto intent = tx.intent(job.company, job.intent);
        const auto connection = tx.connection(job.company);
        if (!intent || !connection) {
            throw std::logic_error("a job without its intent or without books");
        }
        run.intent = *intent;
        run.connection = *connection;
        if (const auto installation = tx.installation(job.company, run.intent.user)) {
            run.installation = *installation;
        }
        run.wants_note = tx.settings(job.company).write_note;
        return run;
    };
    CO_TRY(Run run, co_await read_value(store_, body));
    run.books = gateways_.books(run.connection);
    co_return run;
}

Task<void> CreateInvoice::step(Run& run)
{
    const bool is_created = run.intent.state == IntentState::created;
    if (run.connection.books.id != run.intent.books && !is_created) {
        co_return co_await finish(run, conflict({"error.books_changed", {}}));
    }
    switch (run.job.step) {
    case JobStep::ensure_payer:
        co_return co_await ensure_payer(run);
    case JobStep::update_payer:
        co_return co_await update_payer(run);
    case JobStep::create_invoice:
        co_return co_await create_invoice(run);
    case JobStep::send_invoice:
        co_return co_await send_invoice(run);
    case JobStep::write_note:
        co_return co_await write_note(run);
    case JobStep::done:
        break;
    }
    throw std::logic_error("a finished job was leased");
}

// --- customer ---

Task<void> CreateInvoice::ensure_payer(Run& run)
{
    if (run.intent.order.payer) {
        run.job.payer = run.intent.order.payer;
        const bool updates = run.intent.order.update_payer;
        co_return co_await advance(
            run, updates ? JobStep::update_payer : JobStep::create_invoice, {});
    }
    Result<Payer> payer = co_await create_payer(run);
    if (!payer) {
        co_return co_await failed(run, std::move(payer).error());
    }
    run.job.payer = payer->id;
    const auto remember = [&run, &payer](Transaction& tx) {
        if (run.intent.order.contact) {
            tx.save(run.job.company, run.intent.books, link_to(run.intent, *payer));
        }
    };
    co_return co_await advance(run, JobStep::create_invoice, remember);
}

Task<Payer> CreateInvoice::create_payer(Run& run)
{
    const RequestKey key = payer_key(run.intent);
    const PayerDetails& details = run.intent.order.details;
    if (run.job.sent) {
        CO_TRY(std::optional<Payer> found, co_await run.books->find_payer(key, details.name));
        if (found) {
            co_return *std::move(found);
        }
    }
    CO_TRY_DO(co_await mark_sent(run));
    co_return co_await run.books->create_payer(key, details, run.intent.order.currency);
}

Task<void> CreateInvoice::update_payer(Run& run)
{
    // Each attempt may find other things to change, so each has a key of its own; the number of
    // attempts is on disk.
    RequestKey key = payer_update_key(run.intent, run.job.attempts);
    CO_TRY_DO(co_await mark_sent(run));
    const Result<Payer> updated =
        co_await run.books->update_payer(std::move(key), *run.job.payer, run.intent.order.details);
    if (updated) {
        co_return co_await advance(run, JobStep::create_invoice, {});
    }
    ++run.job.attempts;
    if (!is_worth_waiting(updated.error(), run.job.attempts, update_attempts_max)) {
        run.intent.payer_error = updated.error();
        co_return co_await go_on_without(
            run, "customer not updated", updated.error(), JobStep::create_invoice);
    }
    co_return co_await wait(
        run, updated.error(), after_failure(updated.error(), run.job.attempts).delay);
}

// --- invoice ---

Task<void> CreateInvoice::create_invoice(Run& run)
{
    Result<Invoice> invoice = co_await post_invoice(run);
    if (!invoice) {
        co_return co_await failed(run, std::move(invoice).error());
    }
    run.intent.state = IntentState::created;
    run.intent.invoice = invoice->id;
    run.intent.error.reset();
    const auto remember = [this, &run, &invoice](Transaction& tx) {
        const InvoiceOrder& order = run.intent.order;
        tx.save(run.intent);
        learn(tx, run.connection, order.deal, *invoice, LearnedBy::write, clock_.now());
        if (order.contact) {
            tx.save(run.job.company,
                    run.intent.books,
                    PayerLink{*order.contact, invoice->payer, invoice->payer_name});
        }
        for (const auto& link : order.item_links) {
            tx.save(run.job.company, run.intent.books, link);
        }
        tx.audit(run.job.company,
                 run.intent.user,
                 "create invoice",
                 to_string(invoice->id) + " for intent " + to_string(run.intent.id));
    };
    log_.info("invoice created",
              {{"company", to_string(run.job.company)},
               {"intent", to_string(run.intent.id)},
               {"invoice", to_string(invoice->id)}});
    const bool sends = !run.intent.order.send_to.empty();
    co_return co_await advance(run, sends ? JobStep::send_invoice : JobStep::write_note, remember);
}

Task<Invoice> CreateInvoice::post_invoice(Run& run)
{
    const RequestKey key = invoice_key(run.intent);
    const InvoiceOrder& order = run.intent.order;
    if (run.job.sent) {
        CO_TRY(std::optional<Invoice> found,
               co_await run.books->find_invoice(key, *run.job.payer, order.date));
        if (found) {
            co_return *std::move(found);
        }
    }
    CO_TRY_DO(co_await mark_sent(run));
    co_return co_await run.books->create_invoice(key, *run.job.payer, order);
}

// --- e-mail ---

Task<void> CreateInvoice::send_invoice(Run& run)
{
    const Result<Invoice> sent = co_await email_invoice(run);
    if (sent) {
        run.intent.emailed = true;
        const auto remember = [this, &run, &sent](Transaction& tx) {
            tx.save(run.intent);
            learn(tx, run.connection, std::nullopt, *sent, LearnedBy::write, clock_.now());
        };
        co_return co_await advance(run, JobStep::write_note, remember);
    }
    ++run.job.attempts;
    if (!is_worth_waiting(sent.error(), run.job.attempts, send_attempts_max)) {
        run.intent.emailed = false;
        run.intent.email_error = sent.error();
        co_return co_await go_on_without(
            run, "invoice not e-mailed", sent.error(), JobStep::write_note);
    }
    co_return co_await wait(run, sent.error(), after_failure(sent.error(), run.job.attempts).delay);
}

Task<Invoice> CreateInvoice::email_invoice(Run& run)
{
    if (run.connection.books.id != run.intent.books) {
        co_return fail(conflict({"error.books_changed", {}}));
    }
    CO_TRY_DO(co_await mark_sent(run));
    co_return co_await run.books->send_invoice(
        email_key(run.intent), *run.intent.invoice, run.intent.order.send_to);
}

// --- note ---

Task<void> CreateInvoice::write_note(Run& run)
{
    if (!run.wants_note) {
        co_return co_await advance(run, JobStep::done, {});
    }
    const auto body = [&run](Transaction& tx) -> Result<std::optional<KnownInvoice>> {
        return tx.invoice(run.job.company, run.intent.books, run.intent.invoice.value());
    };
    CO_TRY(std::optional<KnownInvoice> invoice, co_await read_value(store_, body));
    if (!invoice) {
        throw std::logic_error("a created invoice that is not stored");
    }
    const Result<NoteId> written = co_await send_note(run, *invoice);
    if (written) {
        co_return co_await advance(run, JobStep::done, {});
    }
    ++run.job.attempts;
    run.job.cause = written.error().cause;
    const Decision decision = after_failure(written.error(), run.job.attempts);
    if (decision.next == Next::give_up || run.job.attempts >= note_attempts_max) {
        log_.warning("deal goes without a note",
                     {{"company", to_string(run.job.company)},
                      {"intent", to_string(run.intent.id)},
                      {"kind", std::string(name(written.error().kind))},
                      {"cause", written.error().cause}});
        co_return co_await advance(run, JobStep::done, {});
    }
    co_return co_await wait(run, written.error(), decision.delay);
}

Task<NoteId> CreateInvoice::send_note(Run& run, const KnownInvoice& invoice)
{
    const std::shared_ptr<Crm> crm = gateways_.crm(run.installation);
    const DealId deal = run.intent.order.deal;
    const Date today = company_today(run.connection, run.installation.user, clock_.now());
    const ShownInvoice seen = shown(invoice, *run.books, today);
    const auto language = text::language_of(run.installation.user.language);
    if (run.job.sent) {
        std::string marker = note_marker(seen);
        CO_TRY(std::optional<NoteId> found, co_await crm->find_note(deal, std::move(marker)));
        if (found) {
            co_return *found;
        }
    }
    CO_TRY_DO(co_await mark_sent(run));
    std::string html = note_html(seen, catalogue_, language);
    co_return co_await crm->add_note(deal, std::move(html));
}

// --- the machine ---

Task<void> CreateInvoice::mark_sent(Run& run)
{
    if (run.job.sent) {
        co_return Result<void>{};
    }
    run.job.sent = true;
    renew_lease(run);
    Store::Body body = [&run](Transaction& tx) -> Result<void> {
        tx.save(run.job);
        return {};
    };
    co_return co_await store_.write(std::move(body));
}

Task<void> CreateInvoice::advance(Run& run, JobStep next, std::function<void(Transaction&)> also)
{
    run.job.step = next;
    run.job.sent = false;
    run.job.attempts = 0;
    run.job.cause.clear();
    renew_lease(run);
    if (next == JobStep::done) {
        run.job.lease_owner.clear();
    }
    const bool found_out = run.intent.state == IntentState::finding_out;
    if (found_out) {
        run.intent.state = IntentState::planned; // this step's outcome is known now
    }
    Store::Body body = [&run, &also, found_out](Transaction& tx) -> Result<void> {
        if (also) {
            also(tx);
        }
        if (found_out) {
            tx.save(run.intent);
        }
        tx.save(run.job);
        return {};
    };
    co_return co_await store_.write(std::move(body));
}

/// Leaves out what is not the invoice itself, and says so in the log.
Task<void> CreateInvoice::go_on_without(Run& run, const char* what, const Error& why, JobStep next)
{
    log_.warning(what,
                 {{"company", to_string(run.job.company)},
                  {"intent", to_string(run.intent.id)},
                  {"kind", std::string(name(why.kind))},
                  {"cause", why.cause}});
    const auto remember = [&run](Transaction& tx) { tx.save(run.intent); };
    co_return co_await advance(run, next, remember);
}

void CreateInvoice::renew_lease(Run& run) const
{
    run.job.lease_until = clock_.now() + lease;
}

Task<void> CreateInvoice::failed(Run& run, Error error)
{
    ++run.job.attempts;
    const Decision decision = after_failure(error, run.job.attempts);
    if (decision.next == Next::give_up) {
        co_return co_await finish(run, std::move(error));
    }
    if (decision.next == Next::look_up) {
        run.intent.state = IntentState::finding_out;
    } else if (run.intent.state != IntentState::finding_out) {
        run.job.sent = false; // nothing was done, and no earlier attempt is open
    }
    co_return co_await wait(run, std::move(error), decision.delay);
}

Task<void> CreateInvoice::finish(Run& run, Error why)
{
    log_.warning("invoice not created",
                 {{"company", to_string(run.job.company)},
                  {"intent", to_string(run.intent.id)},
                  {"kind", std::string(name(why.kind))},
                  {"cause", why.cause}});
    run.intent.state = IntentState::not_created;
    run.job.cause = why.cause;
    run.intent.error = std::move(why);
    const auto remember = [&run](Transaction& tx) { tx.save(run.intent); };
    co_return co_await advance(run, JobStep::done, remember);
}

Task<void> CreateInvoice::wait(Run& run, Error why, std::chrono::milliseconds delay)
{
    log_.info("job waits",
              {{"company", to_string(run.job.company)},
               {"intent", to_string(run.intent.id)},
               {"attempts", std::to_string(run.job.attempts)},
               {"delay_ms", std::to_string(delay.count())},
               {"kind", std::string(name(why.kind))},
               {"cause", why.cause}});
    run.job.due_at = clock_.now() + delay;
    run.job.lease_owner.clear();
    run.job.cause = std::move(why.cause);
    Store::Body body = [&run](Transaction& tx) -> Result<void> {
        tx.save(run.intent);
        tx.save(run.job);
        return {};
    };
    co_return co_await store_.write(std::move(body));
}

} // namespace billbridge::jobs
