#pragma once

#include "base/clock.hpp"
#include "core/caller.hpp"
#include "core/gateways.hpp"
#include "domain/invoice_sums.hpp"

#include <vector>

namespace billbridge {

/// An invoice with the status that a person is told.
struct ShownInvoice {
    KnownInvoice known;
    InvoiceStatus status = InvoiceStatus::open;
    std::string url; ///< where it opens in the books
};

/// What the panel of a deal shows.
struct DealInvoices {
    std::vector<ShownInvoice> invoices; ///< newest first
    std::vector<InvoiceSums> sums;      ///< of these invoices, one per currency
    std::vector<Intent> intents;        ///< without an outcome, and those that failed of late
};

/// A failed wish is shown this long, so that nobody misses why there is no invoice.
constexpr std::chrono::hours failure_shown{24};

/// The deal's invoices as last learned; asks no vendor. Fails as `require_connection` does.
Task<DealInvoices>
deal_invoices(Gateways& gateways, Store& store, Clock& clock, Caller caller, DealId deal);

/// Reads the deal's invoices from the books in one call, stores what came and returns the list.
/// Fails as `require_open_connection` and `Books::invoices` do; the stored list stays as it was.
Task<DealInvoices>
refresh_invoices(Gateways& gateways, Store& store, Clock& clock, Caller caller, DealId deal);

/// An invoice on paper.
struct InvoicePdf {
    std::string number; ///< empty where the invoice has none
    std::string bytes;
};

/// A known invoice as the books print it. Fails with `not_found` where none such is known or it was
/// deleted, and as `require_open_connection` and `Books::invoice_pdf` do.
Task<InvoicePdf> invoice_pdf(Gateways& gateways, Store& store, Caller caller, InvoiceId invoice);

/// The stored invoice of these books, of a deal or of none. Fails with `not_found`.
Result<KnownInvoice>
known_invoice(Transaction& tx, const Connection& connection, const InvoiceId& invoice);

/// Stores what the books say of an invoice, and when and how that was learned. Where `deal` is
/// empty the invoice stays with the deal that it is linked to.
///
/// Answers may come in any order: a version that is older than the stored one changes nothing but
/// the deal, the same version counts as learned anew, and a deleted invoice stays deleted.
void learn(Transaction& tx,
           const Connection& connection,
           std::optional<DealId> deal,
           const Invoice& invoice,
           LearnedBy by,
           Time now);

/// One invoice as a person sees it.
ShownInvoice shown(const KnownInvoice& known, const Books& books, Date today);

} // namespace billbridge
