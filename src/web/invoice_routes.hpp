#pragma once

#include "core/books_lists.hpp"
#include "core/books_memory.hpp"
#include "core/gateways.hpp"
#include "core/invoice_jobs.hpp"
#include "web/api.hpp"

namespace billbridge::web {

/// `/api/v1`: drafts, look-ups in the books, creating and listing invoices.
class InvoiceRoutes {
public:
    /// How long `POST /invoices` waits for the outcome before it answers "still at it".
    static constexpr std::chrono::seconds outcome_wait{8};
    /// How many customers or items one look-up returns.
    static constexpr int look_up_max = 20;
    /// The longest search text: no name in the books is longer than 100 characters that matter.
    static constexpr std::size_t search_max = 100;

    InvoiceRoutes(Gateways& gateways,
                  Store& store,
                  Clock& clock,
                  BooksListsCache& lists,
                  BooksMemory& memory,
                  InvoiceJobs& jobs);

    void add_to(Api& api);

private:
    Task<Answer> draft(Call call, const text::Catalogue& catalogue);
    Task<Answer> payers(Call call);
    Task<Answer> items(Call call);
    Task<Answer> preview(Call call, const text::Catalogue& catalogue);
    Task<Answer> create(Call call, const text::Catalogue& catalogue);
    Task<Answer> intent(Call call, const text::Catalogue& catalogue);
    Task<Answer> list(Call call, const text::Catalogue& catalogue);
    Task<Answer> refresh(Call call, const text::Catalogue& catalogue);
    Task<Answer> act(Call call);
    Task<Answer> pdf(Call call);

    Task<std::shared_ptr<Books>> open_books(Caller caller);
    Task<Answer> intent_answer(Call call, IntentId id, const text::Catalogue& catalogue);

    Gateways& gateways_;
    Store& store_;
    Clock& clock_;
    BooksListsCache& lists_;
    BooksMemory& memory_;
    InvoiceJobs& jobs_;
};

} // namespace billbridge::web
