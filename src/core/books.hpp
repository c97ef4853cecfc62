#pragma once

#include "base/task.hpp"
#include "domain/books.hpp"
#include "domain/books_lists.hpp"
#include "domain/books_look_up.hpp"
#include "domain/invoice.hpp"
#include "domain/invoice_draft.hpp"
#include "domain/new_item.hpp"

#include <optional>
#include <string>
#include <vector>

namespace billbridge {

/// What changed in the books since some time.
struct BooksChanges {
    std::vector<Invoice> invoices;
    std::vector<Payer> payers; ///< inactive ones too
    bool complete = true;      ///< false: there was more than one answer holds
};

/// The bookkeeping system of one connected company.
///
/// An instance renews its access token itself, so callers never see one. Reads are metered by the
/// vendor: ask once, keep the answer.
///
/// Threads: the event loop only. Tests: `emulator/quickbooks` answers the same requests.
///
/// Every call fails with
/// - `unauthorized`  access was withdrawn: the connection needs reconnecting;
/// - `rate_limited`  nothing was done: repeat after `retry_after`;
/// - `unavailable`   no answer, or not one we understand; the outcome of a write is unknown;
/// - `rejected`      the books refused for a reason that `message` puts in the person's words.
class Books {
public:
    virtual ~Books() = default;

    /// The company and the rules that its invoices follow (two metered reads).
    virtual Task<BooksCompany> company() = 0;

    /// What settings and drafts choose from, in one request (eight metered reads): ask by way of
    /// `BooksListsCache`.
    virtual Task<BooksLists> lists() = 0;

    /// Customers whose name, e-mail, phone or number matches `text`, by name, inactive ones last,
    /// at most `limit`. An empty text lists the first ones. Phones are looked for only among the
    /// customers that changed last: the books cannot search them (facts 5.7).
    virtual Task<std::vector<Payer>> find_payers(std::string text, int limit) = 0;

    /// Fails with `not_found` where there is no such customer.
    virtual Task<Payer> payer(PayerId id) = 0;

    /// The customer that `create_payer` made with this `key` under this name; empty where there is
    /// none. For finding out after a lost answer: a customer of that name without the key on it is
    /// somebody else's.
    virtual Task<std::optional<Payer>> find_payer(RequestKey key, std::string name) = 0;

    /// Creates a customer. A second call with the same `key` returns the first one. The key is also
    /// written on the customer, for `find_payer`.
    /// Fails with `conflict` where the name is taken by another customer, vendor or employee; the
    /// message's arguments tell whose it is (`put_holder`).
    virtual Task<Payer> create_payer(RequestKey key, PayerDetails details, Currency currency) = 0;

    /// Who has this name, whatever its case; empty where nobody has. One request, three metered
    /// reads.
    virtual Task<std::optional<NameHolder>> name_holder(std::string name) = 0;

    /// Gives a customer those of `details` that it does not have yet (a metered read, then a write
    /// where something differs). Empty details change nothing. A second call with the same `key`
    /// does not write again. Fails with `not_found` where there is no such customer, with
    /// `conflict` where it was changed at the same moment or another holds the name.
    virtual Task<Payer> update_payer(RequestKey key, PayerId id, PayerDetails details) = 0;

    /// Home units for one unit of `currency` on that day, as the books have it.
    virtual Task<Decimal> exchange_rate(Currency currency, Date date) = 0;

    /// Whether an invoice has this number already.
    virtual Task<bool> number_taken(std::string number) = 0;

    /// Active items that can be sold whose name or code contains `text`, by name, at most `limit`.
    virtual Task<std::vector<Item>> find_items(std::string text, int limit) = 0;

    /// Creates a service. A second call with the same `key` returns the first one. Fails with
    /// `conflict` where the name is taken by another item; the message's arguments tell which
    /// (`put_holder`).
    virtual Task<Item> create_item(RequestKey key, NewItem item) = 0;

    /// Answers `questions` in one request, of at most ten metered reads.
    virtual Task<BooksFindings> look_up(BooksQuestions questions) = 0;

    /// Creates an invoice from `order` for `payer` and returns it as the books hold it, numbered
    /// and totalled. A second call with the same `key` returns the first invoice, so a caller that
    /// lost the answer asks again. The key is also written on the invoice, for `find_invoice`.
    virtual Task<Invoice>
    create_invoice(RequestKey key, PayerId payer, const InvoiceOrder& order) = 0;

    /// The invoice that `create_invoice` made with this `key`; empty where there is none. For
    /// finding out after a lost answer: looks among the customer's invoices of that date.
    virtual Task<std::optional<Invoice>> find_invoice(RequestKey key, PayerId payer, Date date) = 0;

    /// These invoices as the books hold them now, in one read where they still exist; an invoice
    /// that is gone comes back as `deleted` with only its id.
    virtual Task<std::vector<Invoice>> invoices(std::vector<InvoiceId> ids) = 0;

    /// Which invoices and customers changed since then, in one read; deleted invoices come back as
    /// `invoices` gives them. A payment counts as a change of the invoices that it pays. `since` is
    /// at most 30 days back.
    virtual Task<BooksChanges> changes_since(Time since) = 0;

    /// Voids the invoice if it still has this `version`; its amounts are zero then. A second call
    /// with the same `key` returns what the first one did. Fails with `conflict` where the invoice
    /// has changed meanwhile, with `not_found` where it is gone.
    virtual Task<Invoice> void_invoice(RequestKey key, InvoiceId id, std::string version) = 0;

    /// Deletes the invoice for good if it still has this `version`. Repeated and failing as
    /// `void_invoice`.
    virtual Task<void> delete_invoice(RequestKey key, InvoiceId id, std::string version) = 0;

    /// The books e-mail the invoice with its PDF, in their own words, to `send_to` (separated by
    /// commas), or to the invoice's own address where it is empty. Given addresses become the
    /// invoice's own. A second call with the same `key` sends nothing more. Fails with `not_found`
    /// where the invoice is gone.
    virtual Task<Invoice> send_invoice(RequestKey key, InvoiceId id, std::string send_to) = 0;

    /// The invoice as a PDF, in the company's own form. Fails with `not_found` where it is gone.
    virtual Task<std::string> invoice_pdf(InvoiceId id) = 0;

    /// Where a person can open the invoice in the books.
    virtual std::string invoice_url(const InvoiceId& id) const = 0;
};

} // namespace billbridge
