#pragma once

#include "emulator/quickbooks/change.hpp"
#include "emulator/quickbooks/entity.hpp"

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace emulator::quickbooks {

/// The entities of one type, in the order in which they were made.
class Table {
public:
    /// References stay valid: nothing is ever removed.
    Json& add(Json entity);

    Json* find(const std::string& id);
    const Json* find(const std::string& id) const;
    const std::deque<Json>& rows() const { return rows_; }
    std::deque<Json>& rows() { return rows_; }

private:
    std::deque<Json> rows_;
    std::unordered_map<std::string, std::size_t> places_;
};

/// Everything that one QuickBooks company holds. A plain value: a reset replaces it.
struct Company {
    std::string realm;
    /// By the entity's name, "Customer". `CompanyInfo` and `Preferences` have one row each.
    std::map<std::string, Table, std::less<>> tables;
    /// Customers, vendors and employees count together; so do all transactions.
    std::int64_t next_name = 1;
    std::int64_t next_transaction = 1;
    std::int64_t next_address = 1;
    std::int64_t next_document = 1001;
    /// Home units for one unit of a currency; 1 for those that are not here.
    std::map<std::string, Decimal> exchange_rates;
    /// The company's own switch, which the API does not show: whether a number that is taken is
    /// refused (6140).
    bool warns_of_duplicate_numbers = true;
    /// In order; whoever tells the app takes them away.
    std::vector<Change> changes;
    /// Answers by `requestid`, for replay.
    std::map<std::string, std::string> replies;

    Table& table(std::string_view entity);
    const Table& table(std::string_view entity) const;

    const Json& info() const { return table("CompanyInfo").rows().front(); }
    const Json& preferences() const { return table("Preferences").rows().front(); }
    std::string name() const { return info()["CompanyName"].string_or(); }
    bool has_multicurrency() const;
    bool uses_sales_tax() const;
    std::string home_currency() const;
    Decimal exchange_rate(const std::string& currency) const;
};

/// "Euro" for EUR; the code itself for currencies that are rare here.
std::string currency_name(std::string_view code);
/// `{"value":"EUR","name":"Euro"}`
Json currency_reference(const std::string& code);

} // namespace emulator::quickbooks
