#pragma once

#include "emulator/quickbooks/company.hpp"
#include "emulator/quickbooks/shape.hpp"

#include <optional>

namespace emulator::quickbooks {

extern const Shape line_shape;

/// The lines of an invoice as the books hold them, with what they add up to.
struct InvoiceLines {
    Json::Array items;            ///< numbered, as they were sent
    std::optional<Json> discount; ///< the transaction's one discount line
    Decimal subtotal;
    Decimal discount_amount;
    Decimal taxable; ///< of the subtotal, before the discount

    Decimal net() const { return subtotal - discount_amount; }
    /// Items, the generated subtotal line, the discount.
    Json to_json() const;
};

/// Reads the lines of a request. Amounts are checked against quantity times price, tax codes
/// against what a US company may use; a line without tax code is taxable where both its item and
/// the customer are.
Outcome<InvoiceLines> read_lines(const Company& company, const Json& customer, const Json& list);

} // namespace emulator::quickbooks
