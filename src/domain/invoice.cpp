#include "domain/invoice.hpp"

#include <algorithm>
#include <utility>

namespace billbridge {

namespace {

bool is_number(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Orders texts of digits as the numbers that they are: the longer one is greater.
std::pair<std::size_t, std::string_view> rank(std::string_view digits)
{
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return {digits.size(), digits};
}

} // namespace

bool is_older(std::string_view version, std::string_view other)
{
    return is_number(version) && is_number(other) && rank(version) < rank(other);
}

InvoiceStatus invoice_status(const Invoice& invoice, Date today)
{
    if (invoice.deleted) {
        return InvoiceStatus::deleted;
    }
    if (invoice.voided) {
        return InvoiceStatus::voided;
    }
    if (invoice.balance.is_zero()) {
        return InvoiceStatus::paid;
    }
    if (invoice.due_date && *invoice.due_date < today) {
        return InvoiceStatus::overdue;
    }
    return invoice.balance < invoice.total ? InvoiceStatus::partially_paid : InvoiceStatus::open;
}

} // namespace billbridge
