#pragma once

#include "core/books.hpp"
#include "core/records.hpp"
#include "core/store.hpp"

namespace billbridge {

/// Stores what changed in the books, as far as it concerns us: invoices of deals and of linked
/// customers, the names of linked customers.
void learn_changes(Transaction& tx,
                   const Connection& connection,
                   const BooksChanges& changes,
                   LearnedBy by,
                   Time now);

/// Contacts that are linked to `from` are linked to this customer, under its name of now.
void relink(Transaction& tx, const Connection& connection, const PayerId& from, const Payer& payer);

} // namespace billbridge
