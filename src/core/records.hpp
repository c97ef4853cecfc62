#pragma once

#include "base/clock.hpp"
#include "base/secret.hpp"
#include "core/crm.hpp"
#include "domain/books.hpp"
#include "domain/invoice.hpp"
#include "domain/invoice_action.hpp"
#include "domain/invoice_draft.hpp"
#include "domain/invoice_template.hpp"
#include "domain/new_item.hpp"
#include "domain/notice.hpp"

#include <optional>
#include <string>

/// What the server remembers: one struct per table, in the words of the use cases.
namespace billbridge {

/// Whether a vendor still lets us in.
enum class AccessState {
    active,
    lost,  ///< the grant has ended: only the user can renew it ("Reconnect")
    ended, ///< disconnected or uninstalled on purpose; the tokens are erased
};

/// A grant with its tokens and when the access token dies.
struct Access {
    AccessState state = AccessState::active;
    Secret access_token;
    Secret refresh_token;
    Time expires_at;
    /// When the grant ends whatever is done to keep it; empty where the vendor does not tell.
    std::optional<Time> grant_ends_at;
};

/// Names one grant: a user's installation, or the company's connection where there is no user.
struct GrantId {
    CompanyId company;
    std::optional<UserId> user;
};

/// One user of one company who has installed the app.
struct Installation {
    CrmUser user;         ///< identity: `user.company`, `user.user`
    std::string api_base; ///< e.g. https://acme.pipedrive.com
    Access access;
    Time installed_at;
};

/// The books of a company; at most one, connected by one user.
struct Connection {
    CompanyId company;
    UserId connected_by;
    BooksCompany books;
    Access access;
    Time connected_at;
};

/// Where an intent stands, in the words of design section 3.
enum class IntentState {
    planned,     ///< on disk, nothing sent yet
    finding_out, ///< sent, the answer is missing: being looked up
    created,     ///< the invoice exists
    not_created, ///< it does not, and `error` says why
};

/// One person's wish for one invoice: the unit of "exactly one".
struct Intent {
    CompanyId company;
    IntentId id;
    UserId user;
    BooksId books;               ///< the company in the books that it is meant for, no other
    std::string idempotency_key; ///< from the request; unique per company
    std::string fingerprint;     ///< hash of the order, so that a reused key is noticed
    int generation = 1;          ///< part of the key; grows when a deleted invoice is wanted again
    InvoiceOrder order;
    IntentState state = IntentState::planned;
    std::optional<InvoiceId> invoice;
    std::optional<Error> error;
    /// What the books were expected to make of it; empty where only they could tell.
    std::optional<Decimal> expected_total;
    std::optional<bool> emailed;      ///< empty: not wanted, or not known yet
    std::optional<Error> email_error; ///< why it was not e-mailed
    std::optional<Error> payer_error; ///< why the customer's details stayed as they were
    Time created_at;
};

/// The steps of the create-invoice job, in order. Each commits before the next begins; a step that
/// writes to a vendor first commits that it is about to.
enum class JobStep {
    ensure_payer,
    update_payer, ///< where the person wanted it
    create_invoice,
    send_invoice, ///< by e-mail, where the person wanted it
    write_note,
    done,
};

/// The persisted state of the create-invoice job of one intent.
struct Job {
    CompanyId company;
    IntentId intent;
    JobStep step = JobStep::ensure_payer;
    bool sent = false; ///< the step's write may have reached the vendor
    int attempts = 0;  ///< of this step
    Time due_at;       ///< not before
    std::string lease_owner;
    Time lease_until;             ///< another worker may take it afterwards
    std::optional<PayerId> payer; ///< result of `ensure_payer`
    std::string cause;            ///< of the last failure, for the operator
};

/// How far a wish to change an invoice has come.
enum class EffectState {
    sent,    ///< it may have reached the books
    done,    ///< the books have answered that it happened
    refused, ///< the books have answered that it did not
};

/// One wish of a person to do something to an invoice, on disk before it is sent.
struct InvoiceEffect {
    CompanyId company;
    RequestKey key; ///< goes along, so that a repetition has no second effect
    UserId user;
    BooksId books;
    InvoiceId invoice;
    InvoiceAction action = InvoiceAction::send_invoice;
    std::string send_to; ///< of `send`: the addresses; empty for the invoice's own
    EffectState state = EffectState::sent;
    std::string cause; ///< of the last failure, for the operator
    Time at;
};

/// One wish of a person for a new item, on disk before it is sent.
struct ItemWish {
    CompanyId company;
    RequestKey key; ///< goes along, so that a repetition makes no second item
    UserId user;
    BooksId books;
    NewItem item;
    EffectState state = EffectState::sent;
    std::optional<ItemId> made; ///< where it is done
    std::string cause;          ///< of the last failure, for the operator
    Time at;
};

/// How far a company's books have been swept for changes that no webhook told of.
struct Sweep {
    CompanyId company;
    BooksId books;
    Time swept_until;
    Time due_at; ///< not before
    std::string lease_owner;
    Time lease_until;
};

/// What a person had typed into the dialog of a deal when it closed; one per deal.
struct KeptDraft {
    CompanyId company;
    DealId deal;
    std::int64_t version = 0;        ///< grows with every change, also when it is forgotten
    std::optional<std::string> form; ///< JSON; empty: forgotten
    UserId kept_by;
    Time kept_at;
};

/// A notice of the books on its way into what is known.
struct BooksEvent {
    CompanyId company;
    BooksId books;
    std::string id; ///< unique per company; the same notice again has the same one
    BooksNotice notice;
    Time received_at;
    Time due_at; ///< not before
    int attempts = 0;
    bool done = false;
    std::string lease_owner;
    Time lease_until;
};

} // namespace billbridge
