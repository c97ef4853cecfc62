#pragma once

#include "emulator/quickbooks/books/company.hpp"

#include <optional>
#include <string>
#include <vector>

namespace emulator::quickbooks {

/// What a rate of a tax code is taken of.
enum class TaxBase {
    amount,          ///< TaxOnAmount
    amount_plus_tax, ///< TaxOnAmountPlusTax: with the taxes before it
    tax,             ///< TaxOnTax: only the taxes before it
};

/// One rate of a tax code on sales.
struct CodeRate {
    std::string id;
    Decimal percent;
    TaxBase base = TaxBase::amount;
};

/// The rates of a tax code on sales, in the order in which they apply.
std::vector<CodeRate> sales_rates(const Company& company, const Json& tax_code);

/// What a rate is taken of and what it gives, exactly, before anything is rounded.
struct RatedAmount {
    std::string rate_id;
    Decimal percent;
    Decimal taxable;
    Decimal tax;
};

/// The taxes on a net amount.
std::vector<RatedAmount> taxes_on(const std::vector<CodeRate>& rates, const Decimal& net);

/// The net part of a gross amount, to the cent.
Decimal net_of(const std::vector<CodeRate>& rates, const Decimal& gross);

/// A line of `TxnTaxDetail`.
Json tax_line(const std::string& rate_id,
              const Decimal& percent,
              const Decimal& taxable,
              const Decimal& tax);

} // namespace emulator::quickbooks
