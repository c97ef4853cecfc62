#pragma once

#include "emulator/quickbooks/books/company.hpp"

#include <string>
#include <string_view>
#include <vector>

/// How payments settle invoices and use up credit memos.
namespace emulator::quickbooks {

/// One line of a payment.
struct Application {
    std::string type; ///< "Invoice" or "CreditMemo"
    std::string id;
    Decimal amount;
};

/// What a payment, or the body of one, is applied to; nothing for a null value.
std::vector<Application> applications(const Json& payment);

/// How much of the payment goes to that transaction.
Decimal applied(const std::vector<Application>& all, std::string_view type, std::string_view id);

/// Takes so much back from the payments of a document of that type, the newest first. It stays on
/// the payments as not applied; the document itself is not touched. The payments of which nothing
/// is left for it are returned.
std::vector<std::string>
release(Company& company, std::string_view type, const Json& document, Decimal amount, Time now);

/// Whether a card payment settles the invoice: then it cannot be voided.
bool is_paid_by_card(const Company& company, const Json& invoice);

} // namespace emulator::quickbooks
