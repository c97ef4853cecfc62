#pragma once

#include "base/clock.hpp"
#include "core/books_lists.hpp"
#include "core/books_memory.hpp"
#include "core/caller.hpp"
#include "core/gateways.hpp"
#include "core/kept_drafts.hpp"
#include "core/products_cache.hpp"
#include "domain/invoice_draft.hpp"

namespace billbridge {

/// A draft with what the dialog shows beside it.
struct PreparedDraft {
    InvoiceDraft draft;
    BooksCompany company;
    std::optional<Payer> payer;    ///< the linked customer as the books have it
    std::optional<KeptDraft> kept; ///< what a person had typed, if it is still there
    std::string kept_by;           ///< their name
    std::vector<InvoiceTemplate> templates;
    InvoiceSettings settings;
    Decimal deal_value;
    std::shared_ptr<const BooksLists> lists; ///< null: the books do not tell just now
};

/// Where a draft comes from.
struct DraftSources {
    Gateways& gateways;
    ProductsCache& products;
    Store& store;
    Clock& clock;
    BooksListsCache& lists;
    BooksMemory& memory;
};

/// Fetches the deal, the settings and the links and makes a draft of them, in two rounds of vendor
/// calls: the deal with its lines, then everything that hangs on them side by side. Where something
/// is not linked a third round looks for what is like it.
///
/// Fails as `require_open_connection` and `Crm::deal` do. A linked customer that the books no
/// longer have counts as not linked.
Task<PreparedDraft> prepare_draft(const DraftSources& sources, Caller caller, DealId deal);

/// Today where the company keeps its books: its own zone, else that of the user.
Date company_today(const Connection& connection, const CrmUser& user, Time now);

} // namespace billbridge
