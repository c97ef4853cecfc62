#pragma once

#include "emulator/quickbooks/books/company.hpp"
#include "emulator/quickbooks/books/shape.hpp"

#include <optional>
#include <vector>

namespace emulator::quickbooks {

extern const Shape line_shape;

/// One amount of a form that may be taxed: a line of an item, or one inside a bundle.
struct SoldLine {
    std::size_t line = 0;               ///< its place in `SalesLines::lines`
    std::optional<std::size_t> part;    ///< its place in the bundle
    Decimal amount;                     ///< as it was sent
    std::optional<Decimal> gross;       ///< `TaxInclusiveAmt`, where it was sent
    std::string tax_code;               ///< as it was sent; empty where it was not
    bool is_taxable_by_default = false; ///< by item and customer
};

/// The lines of a sales form as the books hold them, with what they add up to.
struct SalesLines {
    Json::Array lines;            ///< numbered, as they were sent
    std::vector<SoldLine> sold;   ///< what of them counts
    std::optional<Json> discount; ///< the form's one discount line
    Decimal subtotal;
    Decimal discount_amount;

    Decimal net() const { return subtotal - discount_amount; }
    /// Writes the tax code, and the net amount where the sent one was gross, into a line.
    void settle(const SoldLine& sold_line, const std::string& tax_code, const Decimal& net_amount);
    void set_discount(const Decimal& amount);
    /// Lines, the generated subtotal line, the discount.
    Json to_json() const;
};

/// Reads the lines of a request. Amounts are checked against quantity times price. `old` are the
/// lines that are there, of an update: a line that names one of them keeps its Id.
Outcome<SalesLines>
read_lines(const Company& company, const Json& customer, const Json& list, const Json& old);

} // namespace emulator::quickbooks
