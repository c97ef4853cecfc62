#pragma once

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/money.hpp"
#include "domain/ids.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace billbridge {

/// What a person is told about an invoice. Order of the rules: see `invoice_status`.
enum class InvoiceStatus { open, partially_paid, paid, overdue, voided, deleted };

/// An invoice as the books hold it.
struct Invoice {
    InvoiceId id;
    PayerId payer;
    std::string payer_name;
    std::string number;  ///< empty where the company numbers its own and gave none
    std::string version; ///< grows with each change in the books (QuickBooks: SyncToken)
    Currency currency;
    Date date;
    std::optional<Date> due_date;
    Decimal subtotal;
    Decimal tax;
    Decimal total;
    Decimal balance; ///< what is still to be paid
    bool voided = false;
    bool deleted = false;

    friend bool operator==(const Invoice&, const Invoice&) = default;
};

/// The status of an invoice on the day `today` in the company's own time zone.
///
/// Deleted, voided and paid (nothing left to pay; also a zero invoice) come first; then overdue,
/// also where a part is paid; then partially paid; else open.
InvoiceStatus invoice_status(const Invoice& invoice, Date today);

/// Whether `version` came before `other`. Versions count up as whole numbers of any length (facts
/// 3.0: SyncToken); where one of them is no number, neither is older.
bool is_older(std::string_view version, std::string_view other);

/// How a stored invoice was last learned of.
enum class LearnedBy { write, click, webhook, sweep };

/// An invoice as last learned of, with the time and the way.
struct KnownInvoice {
    Invoice invoice;
    std::optional<DealId> deal; ///< empty: known because its customer is linked
    Time as_of;
    LearnedBy learned_by = LearnedBy::write;
};

} // namespace billbridge
