#pragma once

#include "core/books_lists.hpp"
#include "core/books_memory.hpp"
#include "core/gateways.hpp"
#include "core/invoice_jobs.hpp"
#include "core/products_cache.hpp"
#include "web/api.hpp"

namespace billbridge::web {

/// `/api/v1`: drafts, creating and listing invoices.
class InvoiceRoutes {
public:
    /// How long `POST /invoices` waits for the outcome before it answers "still at it".
    static constexpr std::chrono::seconds outcome_wait{8};

    InvoiceRoutes(Gateways& gateways,
                  Store& store,
                  Clock& clock,
                  BooksListsCache& lists,
                  BooksMemory& memory,
                  InvoiceJobs& jobs);

    void add_to(Api& api);

private:
    Task<Answer> draft(Call call, const text::Catalogue& catalogue);
    Task<Answer> preview(Call call, const text::Catalogue& catalogue);
    Task<Answer> create(Call call, const text::Catalogue& catalogue);
    Task<Answer> intent(Call call, const text::Catalogue& catalogue);
    Task<Answer> list(Call call, const text::Catalogue& catalogue);
    Task<Answer> refresh(Call call, const text::Catalogue& catalogue);
    Task<Answer> act(Call call);
    Task<Answer> pdf(Call call);

    Task<Answer> intent_answer(Call call, IntentId id, const text::Catalogue& catalogue);

    Gateways& gateways_;
    Store& store_;
    Clock& clock_;
    BooksListsCache& lists_;
    BooksMemory& memory_;
    InvoiceJobs& jobs_;
    ProductsCache products_;
};

} // namespace billbridge::web
