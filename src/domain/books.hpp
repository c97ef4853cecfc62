#pragma once

#include "base/money.hpp"
#include "domain/deal.hpp"
#include "domain/ids.hpp"

#include <optional>
#include <string>

namespace billbridge {

/// A company in the books, with the rules that its invoices follow.
struct BooksCompany {
    BooksId id;
    std::string name;
    std::string country; ///< two letters, `US`: decides the tax model
    Currency home_currency;
    bool multicurrency = false; ///< false: invoices in the home currency only
    std::string time_zone;      ///< IANA name; empty where the books do not tell
    bool uses_sales_tax = false;
    /// The code that the books put on a sale unless told otherwise; empty where they choose it
    /// themselves (US automated sales tax) or have none.
    std::string default_tax_code;
};

/// A customer in the books.
struct Payer {
    PayerId id;
    std::string name;
    std::string email;
    Currency currency; ///< fixed when the customer was created; invoices must use it
    Decimal balance;
    bool active = true; ///< an inactive customer cannot be invoiced
    std::string phone = {};
    std::string tax_id_masked = {}; ///< the last characters alone, as the books show it
    Address address = {};
    std::string notes = {}; ///< without what this app writes there for itself
};

/// Who has a name in the books already: names are unique over customers, vendors and employees
/// (facts 3.3).
struct NameHolder {
    std::optional<Payer> payer; ///< empty: a vendor or an employee, whom no invoice can have
};

/// A product or service in the books.
struct Item {
    ItemId id;
    std::string name;
    std::string description;
    std::optional<Decimal> unit_price;
    bool taxable = false;
    std::string code = {};        ///< the books' own (SKU)
    std::string tax_code_id = {}; ///< the code that its sales get; empty: none of its own
    bool active = true;           ///< an inactive item cannot be invoiced
};

} // namespace billbridge
