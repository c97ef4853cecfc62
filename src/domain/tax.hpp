#pragma once

#include "base/decimal.hpp"
#include "domain/ids.hpp"

#include <string>
#include <vector>

namespace billbridge {

/// How an invoice's tax stands to its prices.
enum class TaxTreatment {
    exclusive, ///< it comes on top
    inclusive, ///< the prices contain it
    none,      ///< no tax at all
};

/// Whose rules tax an invoice (facts 4.1).
enum class TaxModel {
    none,         ///< the company has sales tax switched off
    us_manual,    ///< US: lines are taxable or not, one code for the invoice
    us_automated, ///< US: lines are taxable or not, the books find the rate
    global,       ///< elsewhere: a code for each line (VAT, GST)
};

/// One rate that a tax code charges on a sale.
struct TaxRate {
    /// What the rate is charged on (facts 3.8, `TaxTypeApplicable`).
    enum class Base { amount, amount_plus_tax, tax };
    std::string id;
    std::string name;
    Decimal percent;
    Base base = Base::amount;

    friend bool operator==(const TaxRate&, const TaxRate&) = default;
};

/// A tax code of the books, with its rates on sales in the order in which they are charged.
struct TaxCode {
    TaxCodeId id;
    std::string name;
    std::vector<TaxRate> rates;

    friend bool operator==(const TaxCode&, const TaxCode&) = default;
};

} // namespace billbridge
