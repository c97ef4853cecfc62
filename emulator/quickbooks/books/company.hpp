#pragma once

#include "emulator/quickbooks/books/change.hpp"
#include "emulator/quickbooks/books/reply_memory.hpp"
#include "emulator/quickbooks/books/table.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::quickbooks {

/// An entity that is no more, for change data capture.
struct Deletion {
    std::string entity;
    std::string id;
    Time time;
};

/// What has been uploaded.
struct StoredFile {
    std::string content_type;
    std::string bytes;
};

/// A document that has been sent to a customer.
struct SentEmail {
    std::string entity; ///< "Invoice"
    std::string id;
    std::string number;
    std::vector<std::string> to;
    std::vector<std::string> cc;
    std::vector<std::string> bcc;
    std::string subject;
    std::string message;
    Time time;
};

/// Everything that one QuickBooks company holds. A plain value: a reset replaces it.
struct Company {
    /// With an empty table for every type.
    explicit Company(std::string realm);

    std::string realm;
    /// By the entity's name, "Customer". `CompanyInfo` and `Preferences` have one entity each.
    std::map<std::string, Table, std::less<>> tables;
    /// Customers, vendors and employees count together; so do all transactions.
    std::int64_t next_name = 1;
    std::int64_t next_transaction = 1;
    std::int64_t next_address = 1;
    std::int64_t next_document = 1001;
    std::int64_t next_estimate = 1001;
    /// Payments that lie on a bank deposit and cannot be changed any more (6540).
    std::set<std::string> deposited_payments;
    /// The company's own switch, which the API does not show: whether a number that is taken is
    /// refused (6140).
    bool warns_of_duplicate_numbers = true;
    /// In order; whoever tells the app takes them away.
    std::vector<Change> changes;
    std::vector<Deletion> deletions;
    std::vector<SentEmail> sent_emails;
    std::map<std::string, StoredFile> files; ///< by the Id of their Attachable
    /// Whether the subscription is paid; without it writes are refused (6190).
    bool has_subscription = true;
    ReplyMemory replies;

    /// Throws `std::invalid_argument` for names that are no entity's.
    Table& table(std::string_view entity);
    const Table& table(std::string_view entity) const;

    /// These two hold until the entity is written again.
    const Json& info() const;
    const Json& preferences() const;
    std::string name() const { return info()["CompanyName"].string_or(); }
    bool has_multicurrency() const;
    bool uses_sales_tax() const;
    /// Sales tax as in the United States: lines are TAX or NON, the rate stands in the transaction.
    bool is_american() const;
    std::string home_currency() const;
    /// Home units for one unit of the currency on that day; 1 where no rate is known.
    Decimal exchange_rate(const std::string& currency, Date day) const;
};

/// Three capital letters.
bool is_currency_code(std::string_view text);
/// "Euro" for EUR; the code itself for currencies that are rare here.
std::string currency_name(std::string_view code);
/// `{"value":"EUR","name":"Euro"}`
Json currency_reference(const std::string& code);

} // namespace emulator::quickbooks
