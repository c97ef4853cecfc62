#pragma once

#include "core/books_lists.hpp"
#include "core/books_memory.hpp"
#include "core/caller.hpp"
#include "domain/preflight.hpp"

#include <vector>

namespace billbridge {

/// What the books would make of an order as it stands.
struct OrderPreview {
    Totals totals;
    std::vector<Problem> problems;
    Date due_date; ///< by the chosen term, where there is one; else the order's own
    std::optional<Decimal> exchange_rate;
};

/// Looks at an order before it is submitted. `unread` are the problems of what could not even be
/// read; nothing more is said about their fields. The customer, lists, rate and number are read
/// where they are not known yet; what the books do not tell just now is left out.
///
/// Fails as `require_open_connection` does.
Task<OrderPreview> preview_order(Store& store,
                                 BooksListsCache& lists,
                                 BooksMemory& memory,
                                 Caller caller,
                                 InvoiceOrder order,
                                 std::vector<Problem> unread);

} // namespace billbridge
