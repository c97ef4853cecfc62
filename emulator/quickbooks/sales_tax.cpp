#include "emulator/quickbooks/sales_tax.hpp"

#include "emulator/quickbooks/references.hpp"

namespace emulator::quickbooks {

namespace {

/// Enough decimals that the pro rata share of a discount is exact to far below a cent.
constexpr int share_scale = 10;

/// What is taxed: with the discount first, the taxable lines bear their share of it.
Decimal taxable_amount(const SalesLines& lines, const Decimal& taxable, bool after_discount)
{
    if (!after_discount || lines.discount_amount.is_zero() || lines.subtotal.is_zero()) {
        return taxable;
    }
    const Decimal share = (lines.discount_amount * taxable)
                              .divided_by(lines.subtotal, share_scale, Rounding::half_up);
    return (taxable - share).rounded(money_scale, Rounding::half_up);
}

/// A US line is TAX or NON; the real code stands in the transaction.
Outcome<std::string> line_code(const Company& company, const SoldLine& line)
{
    if (!line.tax_code.empty() && line.tax_code != "TAX" && line.tax_code != "NON") {
        return std::unexpected(
            fault("6100",
                  "Invalid Line TaxCode in the request : Valid line TaxCodes for US should be TAX "
                  "or NON. Supplied value: " +
                      line.tax_code,
                  "TaxCodeRef"));
    }
    if (!company.uses_sales_tax()) {
        return "NON";
    }
    if (!line.tax_code.empty()) {
        return line.tax_code;
    }
    return line.is_taxable_by_default ? "TAX" : "NON";
}

/// Gives every line its code; the value is the taxable sum.
Outcome<Decimal> settle_lines(const Company& company, SalesLines& lines)
{
    Decimal taxable;
    for (const SoldLine& line : lines.sold) {
        const auto code = line_code(company, line);
        if (!code) {
            return std::unexpected(code.error());
        }
        lines.settle(line, *code, line.amount);
        if (*code == "TAX") {
            taxable += line.amount;
        }
    }
    return taxable;
}

Json tax_line(const Json& rate, const Decimal& taxable, const Decimal& tax)
{
    const Json detail = Json::Object{{"TaxRateRef", Json::Object{{"value", id_of(rate)}}},
                                     {"PercentBased", true},
                                     {"TaxPercent", rate["RateValue"]},
                                     {"NetAmountTaxable", money(taxable)}};
    return Json::Object{
        {"Amount", money(tax)}, {"DetailType", "TaxLineDetail"}, {"TaxLineDetail", detail}};
}

/// The pseudo codes TAX and NON are for lines only.
bool is_group(const Json& code)
{
    return code["TaxGroup"].bool_or(false);
}

} // namespace

Outcome<SalesTax> sales_tax(const Company& company, const Json& body, SalesLines& lines)
{
    const SalesTax none{.detail = Json::Object{{"TotalTax", 0}}, .calculation = "", .total = {}};
    const Json& sent = body["TxnTaxDetail"];
    const auto taxable_lines = settle_lines(company, lines);
    if (!taxable_lines) {
        return std::unexpected(taxable_lines.error());
    }
    if (!company.uses_sales_tax() || sent["TxnTaxCodeRef"].is_null()) {
        return none;
    }
    if (auto problem = check_reference(company, sent, "TxnTaxCodeRef", "TaxCode")) {
        return std::unexpected(*std::move(problem));
    }
    const std::string id = referred(sent, "TxnTaxCodeRef");
    const auto code = company.table("TaxCode").find(id);
    if (!is_group(*code)) {
        return std::unexpected(invalid_reference("TxnTaxCodeRef", id));
    }
    const bool after_discount = body["ApplyTaxAfterDiscount"].bool_or(false);
    const Decimal taxable = taxable_amount(lines, *taxable_lines, after_discount);
    if (taxable.is_zero()) {
        return none;
    }
    SalesTax tax;
    Json tax_lines = Json::array();
    for (const Json& entry : *(*code)["SalesTaxRateList"]["TaxRateDetail"].if_array()) {
        const auto rate = company.table("TaxRate").find(referred(entry, "TaxRateRef"));
        const Decimal amount = (taxable * decimal_of((*rate)["RateValue"]) * Decimal::of("0.01"))
                                   .rounded(money_scale, Rounding::half_up);
        tax_lines.push_back(tax_line(*rate, taxable, amount));
        tax.total += amount;
    }
    tax.detail = Json::Object{{"TxnTaxCodeRef", Json::Object{{"value", id}}},
                              {"TotalTax", money(tax.total)},
                              {"TaxLine", std::move(tax_lines)}};
    return tax;
}

} // namespace emulator::quickbooks
