#pragma once

#include "base/date.hpp"
#include "domain/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace billbridge {

/// A term of payment as the books keep it. With `due_days` it counts days; without, the invoice
/// falls due on `day_of_month` (facts 3.7).
struct BooksTerm {
    TermId id;
    std::string name;
    std::optional<int> due_days;
    int day_of_month = 1;        ///< 1 to 31
    int due_next_month_days = 0; ///< an invoice this close to that day is due a month later
};

/// When an invoice falls due, as the company has chosen it.
struct PaymentTerm {
    enum class Kind {
        due_on_receipt,
        days,         ///< this many days after the invoice's date
        end_of_month, ///< this many days after the last day of the invoice's month
        books,        ///< as the term `books_term` of the books says
    };
    Kind kind = Kind::days;
    int days = 14; ///< 0 to `days_max`; of `days` and `end_of_month` alone
    TermId books_term;

    static constexpr int days_max = 999; // QuickBooks: Term.DueDays 0..999
    friend bool operator==(const PaymentTerm&, const PaymentTerm&) = default;
};

/// The day on which an invoice of `date` falls due. A term of the books that is not among `terms`
/// (deleted there since) counts as due on receipt.
Date due_date(const PaymentTerm& term, Date date, const std::vector<BooksTerm>& terms);

} // namespace billbridge
