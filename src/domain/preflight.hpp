#pragma once

#include "domain/books.hpp"
#include "domain/books_lists.hpp"
#include "domain/invoice_order.hpp"
#include "domain/problem.hpp"
#include "domain/totals.hpp"

#include <optional>
#include <vector>

namespace billbridge {

/// What is known of the books when an order's problems are looked for.
struct Preflight {
    BooksCompany company;
    const BooksLists* lists = nullptr; ///< null: not known just now
    std::optional<Payer> payer;        ///< the linked customer; empty: none, or not known
    bool number_taken = false;         ///< another invoice has the order's number
};

/// Everything for which the books would refuse the order, and what was probably not meant, in the
/// order in which a person meets the fields. What cannot be told without the lists or the customer
/// is left to the books.
std::vector<Problem> order_problems(const InvoiceOrder& order, const Preflight& books);

/// The first of `order_problems` that blocks, as an error of kind `invalid`.
Result<void> check_order(const InvoiceOrder& order, const Preflight& books);

/// Whether `company` can invoice in `currency`. Fails with `invalid`, `field` is `currency`.
Result<void> check_currency(const Currency& currency, const BooksCompany& company);

/// The rules that tax an invoice of this company, as far as they are known.
TaxRules tax_rules(const BooksCompany& company, const BooksLists* lists);

} // namespace billbridge
