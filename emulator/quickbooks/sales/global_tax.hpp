#pragma once

#include "emulator/quickbooks/sales/sales_tax.hpp"

namespace emulator::quickbooks {

/// The tax of a form outside the United States (VAT, GST): every line has a real tax code, and
/// `GlobalTaxCalculation` says whether amounts are net (`TaxExcluded`, the default), gross
/// (`TaxInclusive`) or bear no tax (`NotApplicable`). Tax is taken of the sum of each rate and
/// rounded once, half up; net and tax of a gross amount always make the gross amount again. A
/// discount of the whole form lowers what is taxed. Amounts that the request names for its rates
/// replace the computed ones.
///
/// Refuses with 6000 a line without a code, 2500 and 610 codes that are not there or inactive, 6160
/// the placeholder code, 6470 a code without rates on sales, 6170 tax where none applies, 6230 an
/// amount for a rate that the form does not use or that comes twice.
Outcome<SalesTax> global_tax(const Company& company, const Json& body, SalesLines& lines);

} // namespace emulator::quickbooks
