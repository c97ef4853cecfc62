#include "domain/payment_term.hpp"

#include <algorithm>

namespace billbridge {

namespace {

/// That day of the month, or the month's last one; of the next month where the invoice comes too
/// close before it or after it.
Date due_on_day(const BooksTerm& term, Date date)
{
    const auto in_month_of = [&term](Date day) {
        return std::min(day.start_of_month().plus_days(term.day_of_month - 1), day.end_of_month());
    };
    const Date this_month = in_month_of(date);
    const bool is_too_late = this_month < date.plus_days(term.due_next_month_days);
    return is_too_late ? in_month_of(date.end_of_month().plus_days(1)) : this_month;
}

Date due_as_the_books_say(const TermId& id, Date date, const std::vector<BooksTerm>& terms)
{
    const auto term = std::ranges::find(terms, id, &BooksTerm::id);
    if (term == terms.end()) {
        return date;
    }
    return term->due_days ? date.plus_days(*term->due_days) : due_on_day(*term, date);
}

} // namespace

Date due_date(const PaymentTerm& term, Date date, const std::vector<BooksTerm>& terms)
{
    switch (term.kind) {
    case PaymentTerm::Kind::due_on_receipt:
        return date;
    case PaymentTerm::Kind::days:
        return date.plus_days(term.days);
    case PaymentTerm::Kind::end_of_month:
        return date.end_of_month().plus_days(term.days);
    case PaymentTerm::Kind::books:
        return due_as_the_books_say(term.books_term, date, terms);
    }
    return date;
}

} // namespace billbridge
