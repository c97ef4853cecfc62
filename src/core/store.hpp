#pragma once

#include "base/task.hpp"
#include "core/records.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace billbridge {

/// One transaction on the store; exists only inside `Store::read` and `Store::write`.
///
/// Its calls throw `StoreFailure` where the database itself fails; the store turns that into
/// `unavailable` and nothing of the transaction remains. Every call names the company first.
class Transaction {
public:
    virtual ~Transaction() = default;

    // Installations
    virtual std::optional<Installation> installation(CompanyId company, UserId user) = 0;
    virtual std::vector<Installation> installations(CompanyId company) = 0;
    /// Inserts or replaces.
    virtual void save(const Installation& installation) = 0;

    // The connection to the books
    virtual std::optional<Connection> connection(CompanyId company) = 0;
    virtual void save(const Connection& connection) = 0;

    /// Leases the renewal of this grant's tokens to `owner` until `until`; false where another
    /// holds it at `now`.
    virtual bool
    lease_renewal(const GrantId& grant, Time now, const std::string& owner, Time until) = 0;
    virtual void release_renewal(const GrantId& grant, const std::string& owner) = 0;

    // Settings: the defaults where the company has saved none
    virtual InvoiceSettings settings(CompanyId company) = 0;
    virtual void save(CompanyId company, const InvoiceSettings& settings) = 0;

    // Links, per company and books: a company that connects other books starts with none
    virtual std::optional<PayerLink>
    payer_link(CompanyId company, const BooksId& books, const Contact& contact) = 0;
    virtual void save(CompanyId company, const BooksId& books, const PayerLink& link) = 0;
    /// The contacts that are linked to this customer, in no order.
    virtual std::vector<Contact>
    contacts(CompanyId company, const BooksId& books, const PayerId& payer) = 0;
    virtual void
    remove_payer_link(CompanyId company, const BooksId& books, const Contact& contact) = 0;
    virtual std::vector<ItemLink>
    item_links(CompanyId company, const BooksId& books, const std::vector<ProductId>& products) = 0;
    virtual void save(CompanyId company, const BooksId& books, const ItemLink& link) = 0;

    // Intents and their jobs
    virtual std::optional<Intent> intent(CompanyId company, const IntentId& id) = 0;
    virtual std::optional<Intent> intent_by_key(CompanyId company, const std::string& key) = 0;
    /// The deal's intents without an outcome, oldest first.
    virtual std::vector<Intent> open_intents(CompanyId company, DealId deal) = 0;
    /// The deal's intents that ended in `not_created` at or after `since`, newest first.
    virtual std::vector<Intent> recent_failures(CompanyId company, DealId deal, Time since) = 0;
    virtual void save(const Intent& intent) = 0;
    virtual std::optional<Job> job(CompanyId company, const IntentId& intent) = 0;
    virtual void save(const Job& job) = 0;
    /// Leases the due, unleased job that has waited longest to `owner` until `until`; empty where
    /// there is none.
    virtual std::optional<Job> claim_job(Time now, const std::string& owner, Time until) = 0;
    /// Leases this very job, if it is free or already `owner`'s.
    virtual std::optional<Job> claim_job(CompanyId company,
                                         const IntentId& intent,
                                         Time now,
                                         const std::string& owner,
                                         Time until) = 0;
    /// When the next unfinished job falls due or its lease ends; empty where none is waiting.
    virtual std::optional<Time> next_job_due() = 0;
    /// Ends every lease: for a start that knows itself to be the only process on this database.
    virtual void release_leases() = 0;

    // Invoices; lists are newest first
    virtual std::optional<KnownInvoice>
    invoice(CompanyId company, const BooksId& books, const InvoiceId& id) = 0;
    virtual std::vector<KnownInvoice>
    invoices(CompanyId company, const BooksId& books, DealId deal) = 0;
    /// Those of a customer, linked to a deal or not.
    virtual std::vector<KnownInvoice>
    invoices(CompanyId company, const BooksId& books, const PayerId& payer) = 0;
    /// All of these books that were not deleted.
    virtual std::vector<KnownInvoice> invoices(CompanyId company, const BooksId& books) = 0;
    virtual void save(CompanyId company, const BooksId& books, const KnownInvoice& invoice) = 0;
    virtual std::optional<InvoiceEffect> effect(CompanyId company, const RequestKey& key) = 0;
    virtual void save(const InvoiceEffect& effect) = 0;

    // Items that people asked for
    virtual std::optional<ItemWish> item_wish(CompanyId company, const RequestKey& key) = 0;
    virtual void save(const ItemWish& wish) = 0;

    // Templates, in the order in which they were saved
    virtual std::vector<InvoiceTemplate> templates(CompanyId company, const BooksId& books) = 0;
    /// These and no others.
    virtual void save(CompanyId company,
                      const BooksId& books,
                      const std::vector<InvoiceTemplate>& templates) = 0;

    // Kept drafts
    virtual std::optional<KeptDraft> kept_draft(CompanyId company, DealId deal) = 0;
    virtual void save(const KeptDraft& draft) = 0;
    /// Erases what was last kept before then.
    virtual void remove_kept_drafts(CompanyId company, Time before) = 0;

    // What the books told us of
    /// The companies that are connected to these books, access lost or not.
    virtual std::vector<CompanyId> companies(const BooksId& books) = 0;
    /// Stores the event; false where it is known already.
    virtual bool add(const BooksEvent& event) = 0;
    /// Stores how far it has come: attempts, due time, lease, done.
    virtual void save(const BooksEvent& event) = 0;
    /// Leases every due, unleased event of the company that has waited longest, in the order of
    /// their arrival; none where nothing is due.
    virtual std::vector<BooksEvent>
    claim_events(Time now, const std::string& owner, Time until) = 0;
    /// Forgets events that are done and arrived before.
    virtual void forget_events(Time before) = 0;

    // Sweeps: one per company
    virtual std::optional<Sweep> sweep(CompanyId company) = 0;
    virtual void save(const Sweep& sweep) = 0;
    /// Leases the due, unleased sweep that has waited longest; empty where none is due.
    virtual std::optional<Sweep> claim_sweep(Time now, const std::string& owner, Time until) = 0;

    /// Appends to the company's audit log: who did what to which thing.
    virtual void
    audit(CompanyId company, UserId actor, std::string action, std::string subject) = 0;
};

/// Everything that must survive. A transaction is a synchronous function that runs on the storage
/// executor; it cannot await, so no vendor is ever called inside one.
class Store {
public:
    virtual ~Store() = default;

    using Body = std::function<Result<void>(Transaction&)>;

    /// Runs `body` in a transaction that sees one state and writes nothing.
    /// Fails with what `body` returned, or `unavailable`.
    virtual Task<void> read(Body body) = 0;

    /// Runs `body` in a transaction; its writes are on disk when this returns. Where `body` fails,
    /// nothing of it remains. Fails with what `body` returned, or `unavailable`.
    virtual Task<void> write(Body body) = 0;
};

} // namespace billbridge
