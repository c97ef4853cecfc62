#include "core/deal_invoices.hpp"

#include "core/prepare_draft.hpp"
#include "core/store_value.hpp"

#include <algorithm>

namespace billbridge {

namespace {

struct Stored {
    Installation installation;
    Connection connection;
    std::vector<KnownInvoice> invoices;
    std::vector<Intent> intents;
};

Result<Stored> load(Transaction& tx, const Caller& caller, DealId deal, Time now)
{
    Stored stored;
    TRY(stored.connection, require_connection(tx, caller));
    TRY(stored.installation, require_installation(tx, caller));
    stored.invoices = tx.invoices(caller.company, stored.connection.books.id, deal);
    stored.intents = tx.open_intents(caller.company, deal);
    std::ranges::move(tx.recent_failures(caller.company, deal, now - failure_shown),
                      std::back_inserter(stored.intents));
    return stored;
}

/// Whether what came is to be stored in place of what is known.
bool replaces(const Invoice& known, const Invoice& came)
{
    return came.deleted || (!known.deleted && !is_older(came.version, known.version));
}

} // namespace

ShownInvoice shown(const KnownInvoice& known, const Books& books, Date today)
{
    return {known, invoice_status(known.invoice, today), books.invoice_url(known.invoice.id)};
}

Task<DealInvoices>
deal_invoices(Gateways& gateways, Store& store, Clock& clock, Caller caller, DealId deal)
{
    const Time now = clock.now();
    const auto body = [&](Transaction& tx) { return load(tx, caller, deal, now); };
    CO_TRY(Stored stored, co_await read_value(store, body));
    const Date today = company_today(stored.connection, stored.installation.user, now);
    const std::shared_ptr<Books> books = gateways.books(stored.connection);
    DealInvoices list;
    list.intents = std::move(stored.intents);
    list.sums = invoice_sums(stored.invoices, today);
    for (const auto& known : stored.invoices) {
        list.invoices.push_back(shown(known, *books, today));
    }
    co_return list;
}

Task<DealInvoices>
refresh_invoices(Gateways& gateways, Store& store, Clock& clock, Caller caller, DealId deal)
{
    const auto body = [&](Transaction& tx) -> Result<Stored> {
        TRY_DO(require_open_connection(tx, caller));
        return load(tx, caller, deal, clock.now());
    };
    CO_TRY(Stored stored, co_await read_value(store, body));
    std::vector<InvoiceId> ids;
    for (const auto& known : stored.invoices) {
        ids.push_back(known.invoice.id);
    }
    if (!ids.empty()) {
        const std::shared_ptr<Books> books = gateways.books(stored.connection);
        CO_TRY(std::vector<Invoice> fresh, co_await books->invoices(std::move(ids)));
        Store::Body save = [&](Transaction& tx) -> Result<void> {
            for (const auto& invoice : fresh) {
                learn(tx, stored.connection, deal, invoice, LearnedBy::click, clock.now());
            }
            return {};
        };
        CO_TRY_DO(co_await store.write(std::move(save)));
    }
    co_return co_await deal_invoices(gateways, store, clock, caller, deal);
}

Result<KnownInvoice>
known_invoice(Transaction& tx, const Connection& connection, const InvoiceId& invoice)
{
    auto known = tx.invoice(connection.company, connection.books.id, invoice);
    if (!known) {
        return fail(not_found({"error.unknown_invoice", {}}));
    }
    return *std::move(known);
}

Task<InvoicePdf> invoice_pdf(Gateways& gateways, Store& store, Caller caller, InvoiceId invoice)
{
    Connection connection;
    const auto body = [&](Transaction& tx) -> Result<KnownInvoice> {
        TRY(connection, require_open_connection(tx, caller));
        return known_invoice(tx, connection, invoice);
    };
    CO_TRY(const KnownInvoice known, co_await read_value(store, body));
    if (known.invoice.deleted) {
        co_return fail(not_found({"error.unknown_invoice", {}}));
    }
    const std::shared_ptr<Books> books = gateways.books(connection);
    CO_TRY(std::string bytes, co_await books->invoice_pdf(std::move(invoice)));
    co_return InvoicePdf{known.invoice.number, std::move(bytes)};
}

void learn(Transaction& tx,
           const Connection& connection,
           std::optional<DealId> deal,
           const Invoice& invoice,
           LearnedBy by,
           Time now)
{
    const auto earlier = tx.invoice(connection.company, connection.books.id, invoice.id);
    KnownInvoice known{invoice, deal, now, by};
    if (earlier && !deal) {
        known.deal = earlier->deal;
    }
    if (earlier && replaces(earlier->invoice, invoice)) {
        if (invoice.deleted) {
            // The books only say that it is gone; number and amounts stay as they were last seen.
            known.invoice = earlier->invoice;
            known.invoice.deleted = true;
        }
    } else if (earlier) {
        const std::optional<DealId> linked = known.deal;
        known = *earlier;
        known.deal = linked; // a late answer of our own write still says whose invoice it is
    }
    tx.save(connection.company, connection.books.id, known);
}

} // namespace billbridge
