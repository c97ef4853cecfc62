#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "core/gateways.hpp"
#include "core/store.hpp"
#include "text/catalogue.hpp"

namespace billbridge::jobs {

/// The create-invoice job: a state machine whose every state is on disk.
///
///     ensure_payer ──> (update_payer) ──> create_invoice ──> (send_invoice) ──> write_note ──>
///     done
///          │                                    │
///          └── refused ─────────────────────────┴──> done, the intent is `not_created`
///
/// The steps in brackets are there where the person wanted them. They and the note can fail without
/// failing the invoice: after a refusal or several failures the job goes on, and the intent says
/// why.
///
/// A step that writes to a vendor commits `sent` first, so that a process that starts after a crash
/// knows that the write may have happened. It then looks before it repeats, and it repeats under
/// the same key, which the books answer with the first outcome. One intent thus makes at most one
/// invoice, wherever the process dies.
///
/// Threads: the event loop only. At most one runner holds a job: the lease.
class CreateInvoice {
public:
    /// After so many failures the deal goes without its note: the invoice exists and is shown.
    static constexpr int note_attempts_max = 6;

    /// After so many failures the customer's details stay as they are in the books.
    static constexpr int update_attempts_max = 3;
    /// After so many failures the invoice is there and not e-mailed; a person can send it.
    static constexpr int send_attempts_max = 6;

    /// How long a runner may stay between two commits; each commit begins it anew. The longest way
    /// is a look-up and a write, each with a renewed token and a repetition: eight calls of at most
    /// 30 s.
    static constexpr std::chrono::minutes lease{5};

    CreateInvoice(
        Gateways& gateways, Store& store, Clock& clock, const text::Catalogue& catalogue, Log& log);

    /// Runs a leased job until it is done or has to wait; releases the lease with the last commit.
    ///
    /// Fails with `unavailable` where the store fails: the job stays as it was last committed, and
    /// the lease runs out by itself.
    Task<void> run(Job job);

private:
    /// One job under way: what was loaded for it and what changes.
    struct Run {
        Job job;
        Intent intent;
        Connection connection;
        Installation installation;
        std::shared_ptr<Books> books;
        bool wants_note = true; ///< by the company's settings
    };

    Task<Run> load(Job job);
    Task<void> step(Run& run);
    Task<void> ensure_payer(Run& run);
    Task<Payer> create_payer(Run& run);
    Task<void> update_payer(Run& run);
    Task<void> create_invoice(Run& run);
    Task<Invoice> post_invoice(Run& run);
    Task<void> send_invoice(Run& run);
    Task<Invoice> email_invoice(Run& run);
    Task<void> write_note(Run& run);
    Task<NoteId> send_note(Run& run, const KnownInvoice& invoice);

    Task<void> mark_sent(Run& run);
    Task<void> advance(Run& run, JobStep next, std::function<void(Transaction&)> also);
    Task<void> go_on_without(Run& run, const char* what, const Error& why, JobStep next);
    void renew_lease(Run& run) const;
    Task<void> failed(Run& run, Error error);
    Task<void> finish(Run& run, Error why);
    Task<void> wait(Run& run, Error why, std::chrono::milliseconds delay);

    Gateways& gateways_;
    Store& store_;
    Clock& clock_;
    const text::Catalogue& catalogue_;
    Log& log_;
};

/// The keys of an intent's writes. They depend on the intent alone, so that every attempt, also
/// after a crash, uses the same ones; a new generation yields new ones.
RequestKey payer_key(const Intent& intent);
RequestKey invoice_key(const Intent& intent);
RequestKey email_key(const Intent& intent);
/// Of one attempt to update the customer: what it changes may differ from the one before.
RequestKey payer_update_key(const Intent& intent, int attempts);

} // namespace billbridge::jobs
