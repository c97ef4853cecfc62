#pragma once

#include "core/store.hpp"
#include "crypto/sealer.hpp"
#include "storage/sql.hpp"

namespace billbridge::storage {

/// The repositories, written once for every database: SQL in the shared dialect over a `Session`.
/// By table: grants.cpp, links.cpp, intents.cpp, jobs.cpp, invoices.cpp and their like.
class SqlTransaction : public Transaction {
public:
    /// `now` dates the audit rows.
    SqlTransaction(Session& session, const crypto::Sealer& sealer, Time now);

    std::optional<Installation> installation(CompanyId company, UserId user) override;
    std::vector<Installation> installations(CompanyId company) override;
    void save(const Installation& installation) override;
    std::optional<Connection> connection(CompanyId company) override;
    void save(const Connection& connection) override;

    bool
    lease_renewal(const GrantId& grant, Time now, const std::string& owner, Time until) override;
    void release_renewal(const GrantId& grant, const std::string& owner) override;

    InvoiceSettings settings(CompanyId company) override;
    void save(CompanyId company, const InvoiceSettings& settings) override;
    std::optional<PayerLink>
    payer_link(CompanyId company, const BooksId& books, const Contact& contact) override;
    void save(CompanyId company, const BooksId& books, const PayerLink& link) override;
    std::vector<Contact>
    contacts(CompanyId company, const BooksId& books, const PayerId& payer) override;
    void
    remove_payer_link(CompanyId company, const BooksId& books, const Contact& contact) override;
    std::vector<ItemLink> item_links(CompanyId company,
                                     const BooksId& books,
                                     const std::vector<ProductId>& products) override;
    void save(CompanyId company, const BooksId& books, const ItemLink& link) override;

    std::optional<Intent> intent(CompanyId company, const IntentId& id) override;
    std::optional<Intent> intent_by_key(CompanyId company, const std::string& key) override;
    std::vector<Intent> open_intents(CompanyId company, DealId deal) override;
    std::vector<Intent> recent_failures(CompanyId company, DealId deal, Time since) override;
    void save(const Intent& intent) override;

    std::optional<Job> job(CompanyId company, const IntentId& intent) override;
    void save(const Job& job) override;
    std::optional<Job> claim_job(Time now, const std::string& owner, Time until) override;
    std::optional<Job> claim_job(CompanyId company,
                                 const IntentId& intent,
                                 Time now,
                                 const std::string& owner,
                                 Time until) override;
    std::optional<Time> next_job_due() override;
    void release_leases() override;

    std::vector<KnownInvoice>
    invoices(CompanyId company, const BooksId& books, DealId deal) override;
    std::vector<KnownInvoice>
    invoices(CompanyId company, const BooksId& books, const PayerId& payer) override;
    std::vector<KnownInvoice> invoices(CompanyId company, const BooksId& books) override;
    std::optional<KnownInvoice>
    invoice(CompanyId company, const BooksId& books, const InvoiceId& id) override;
    void save(CompanyId company, const BooksId& books, const KnownInvoice& invoice) override;
    std::optional<InvoiceEffect> effect(CompanyId company, const RequestKey& key) override;
    void save(const InvoiceEffect& effect) override;
    std::optional<ItemWish> item_wish(CompanyId company, const RequestKey& key) override;
    void save(const ItemWish& wish) override;
    std::vector<InvoiceTemplate> templates(CompanyId company, const BooksId& books) override;
    void save(CompanyId company,
              const BooksId& books,
              const std::vector<InvoiceTemplate>& templates) override;
    std::optional<KeptDraft> kept_draft(CompanyId company, DealId deal) override;
    void save(const KeptDraft& draft) override;
    void remove_kept_drafts(CompanyId company, Time before) override;
    std::vector<CompanyId> companies(const BooksId& books) override;
    bool add(const BooksEvent& event) override;
    void save(const BooksEvent& event) override;
    std::vector<BooksEvent> claim_events(Time now, const std::string& owner, Time until) override;
    void forget_events(Time before) override;
    std::optional<Sweep> sweep(CompanyId company) override;
    void save(const Sweep& sweep) override;
    std::optional<Sweep> claim_sweep(Time now, const std::string& owner, Time until) override;
    void audit(CompanyId company, UserId actor, std::string action, std::string subject) override;

private:
    Value sealed(const Secret& secret, const std::string& identity) const;
    Secret unsealed(const Row& row, std::size_t column, const std::string& identity) const;
    Access access(const Row& row, std::size_t first_column, const std::string& identity) const;
    Installation installation_of(const Row& row) const;

    Session& session_;
    const crypto::Sealer& sealer_;
    Time now_;
};

} // namespace billbridge::storage
