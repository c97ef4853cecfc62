#pragma once

#include "emulator/quickbooks/books/company.hpp"
#include "emulator/quickbooks/sales/sales_lines.hpp"

#include <string>

namespace emulator::quickbooks {

/// The tax of a sales form.
struct SalesTax {
    Json detail;             ///< the `TxnTaxDetail` of the answer
    std::string calculation; ///< `GlobalTaxCalculation`; empty in the United States
    Decimal total;
};

/// Computes the tax of a form by the company's tax model, and settles its lines: each gets its tax
/// code and, where prices include the tax, its net amount. Refuses tax codes that the model does
/// not have (6100, 6000, 2500 ..).
Outcome<SalesTax> sales_tax(const Company& company, const Json& body, SalesLines& lines);

} // namespace emulator::quickbooks
