#pragma once

#include "emulator/quickbooks/company.hpp"
#include "emulator/quickbooks/invoice_lines.hpp"

namespace emulator::quickbooks {

/// The tax of one transaction.
struct SalesTax {
    Json detail; ///< the transaction's `TxnTaxDetail`
    Decimal total;
};

/// Manual US sales tax: the rates of the code that `sent` names, each on the sum of the taxable
/// lines, each rounded to the cent once. Without a code, without taxable lines and in a company
/// without sales tax there is none. Totals that were sent are replaced.
///
/// Fails with 2500 where the code does not exist, with 610 where it is inactive.
Outcome<SalesTax>
sales_tax(const Company& company, const Json& sent, const InvoiceLines& lines, bool after_discount);

} // namespace emulator::quickbooks
