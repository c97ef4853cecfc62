#pragma once

#include "emulator/quickbooks/books/company.hpp"

#include <functional>
#include <stdexcept>

/// The parts that `seeded_companies` puts together.
namespace emulator::quickbooks::seed_parts {

/// Throws `std::logic_error` where a row of a seed was refused.
void must(const auto& outcome)
{
    if (!outcome) {
        throw std::logic_error("a seed row was refused: " + outcome.error().detail);
    }
}

/// How much is added to the sample company.
struct Size {
    std::uint32_t customers = 0;
    std::uint32_t items = 0;
    std::uint32_t invoices = 0;
};

/// An invoice and what became of it.
struct Sale {
    enum class Fate { open, partly_paid, paid, voided };

    Json invoice; ///< the body of its create
    Time made;
    Fate fate = Fate::open;
    Time settled; ///< when it was paid or voided
};

/// Half of the total of an invoice that is partly paid, else all of it.
Decimal paid_amount(const Sale& sale, const Json& invoice);

/// Adds customers and items as by the API, and gives `sell` two years of sales to them in order.
void add_books(Company& company,
               const Size& size,
               Time now,
               const std::function<void(const Sale&)>& sell);

/// What `add_books` gives goes into the books without the checks and the changes one by one of the
/// ledger, which would take several times as long. What comes out is the same.
void add_books_at_once(Company& company, const Size& size, Time now);

} // namespace emulator::quickbooks::seed_parts
