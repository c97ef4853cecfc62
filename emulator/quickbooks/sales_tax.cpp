#include "emulator/quickbooks/sales_tax.hpp"

#include "emulator/quickbooks/references.hpp"

namespace emulator::quickbooks {

namespace {

/// Enough decimals that the pro rata share of a discount is exact to far below a cent.
constexpr int share_scale = 10;

/// What is taxed: with the discount first, the taxable lines bear their share of it.
Decimal taxable_amount(const InvoiceLines& lines, bool after_discount)
{
    if (!after_discount || lines.discount_amount.is_zero() || lines.subtotal.is_zero()) {
        return lines.taxable;
    }
    const Decimal share = (lines.discount_amount * lines.taxable)
                              .divided_by(lines.subtotal, share_scale, Rounding::half_up);
    return (lines.taxable - share).rounded(money_scale, Rounding::half_up);
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

Outcome<SalesTax>
sales_tax(const Company& company, const Json& sent, const InvoiceLines& lines, bool after_discount)
{
    const SalesTax none{.detail = Json::Object{{"TotalTax", 0}}, .total = Decimal()};
    if (!company.uses_sales_tax() || sent["TxnTaxCodeRef"].is_null()) {
        return none;
    }
    if (auto problem = check_reference(company, sent, "TxnTaxCodeRef", "TaxCode")) {
        return std::unexpected(*std::move(problem));
    }
    const std::string id = referred(sent, "TxnTaxCodeRef");
    const Json& code = *company.table("TaxCode").find(id);
    if (!is_group(code)) {
        return std::unexpected(invalid_reference("TxnTaxCodeRef", id));
    }
    const Decimal taxable = taxable_amount(lines, after_discount);
    if (taxable.is_zero()) {
        return none;
    }
    SalesTax tax;
    Json tax_lines = Json::array();
    for (const Json& entry : *code["SalesTaxRateList"]["TaxRateDetail"].if_array()) {
        const Json& rate = *company.table("TaxRate").find(referred(entry, "TaxRateRef"));
        const Decimal amount = (taxable * decimal_of(rate["RateValue"]) * Decimal::of("0.01"))
                                   .rounded(money_scale, Rounding::half_up);
        tax_lines.push_back(tax_line(rate, taxable, amount));
        tax.total += amount;
    }
    tax.detail = Json::Object{{"TxnTaxCodeRef", Json::Object{{"value", id}}},
                              {"TotalTax", money(tax.total)},
                              {"TaxLine", std::move(tax_lines)}};
    return tax;
}

} // namespace emulator::quickbooks
