#include "emulator/quickbooks/sales/sales_tax.hpp"

#include "emulator/quickbooks/books/references.hpp"
#include "emulator/quickbooks/sales/global_tax.hpp"
#include "emulator/quickbooks/sales/tax_rates.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

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

/// The pseudo codes TAX and NON are for lines only.
bool is_group(const Json& code)
{
    return code["TaxGroup"].bool_or(false);
}

/// The states whose tax codes an American company names after them.
constexpr std::pair<std::string_view, std::string_view> states[] = {{"AZ", "Arizona"},
                                                                    {"CA", "California"},
                                                                    {"FL", "Florida"},
                                                                    {"IL", "Illinois"},
                                                                    {"NJ", "New Jersey"},
                                                                    {"NV", "Nevada"},
                                                                    {"NY", "New York"},
                                                                    {"OR", "Oregon"},
                                                                    {"TX", "Texas"},
                                                                    {"UT", "Utah"},
                                                                    {"WA", "Washington"}};

/// Automated sales tax chooses the code by where the goods go: here the one that is named after the
/// state, else the company's default.
std::string automatic_code(const Company& company, const Json& body)
{
    const Json& address = body["ShipAddr"].is_null() ? body["BillAddr"] : body["ShipAddr"];
    const Json& own = company.info()["CompanyAddr"];
    const std::string state =
        address["CountrySubDivisionCode"].string_or(own["CountrySubDivisionCode"].string_or());
    const auto named = std::ranges::find(states, state, [](auto& entry) { return entry.first; });
    if (named != std::end(states)) {
        if (const Record* code = company.table("TaxCode").find_label(named->second)) {
            return code->id();
        }
    }
    return referred(company.preferences()["TaxPrefs"], "TaxGroupCodeRef");
}

/// Tax that an app computes itself is kept where it says so.
std::optional<SalesTax> own_tax(const Json& sent)
{
    if (sent["UseAutomatedSalesTax"].bool_or(true) || sent["TotalTax"].is_null()) {
        return std::nullopt;
    }
    SalesTax tax{.detail = Json::object(),
                 .calculation = "",
                 .total = decimal_of(sent["TotalTax"]).rounded(money_scale, Rounding::half_up)};
    copy_members(tax.detail, sent, {"TxnTaxCodeRef"});
    tax.detail.set("TotalTax", money(tax.total));
    copy_members(tax.detail, sent, {"TaxLine"});
    tax.detail.set("TaxReviewStatus", "AST_TAX_OVERRIDE");
    return tax;
}

/// The tax by one code, on what the form's lines leave to tax.
SalesTax tax_by_code(const Company& company, const Json& code, const Decimal& taxable)
{
    SalesTax tax;
    Json lines = Json::array();
    for (const RatedAmount& rated : taxes_on(sales_rates(company, code), taxable)) {
        const Decimal amount = rated.tax.rounded(money_scale, Rounding::half_up);
        lines.push_back(tax_line(rated.rate_id, rated.percent, rated.taxable, amount));
        tax.total += amount;
    }
    tax.detail = Json::Object{{"TxnTaxCodeRef", Json::Object{{"value", id_of(code)}}},
                              {"TotalTax", money(tax.total)},
                              {"TaxLine", std::move(lines)}};
    return tax;
}

Outcome<SalesTax> american_tax(const Company& company, const Json& body, SalesLines& lines)
{
    const SalesTax none{.detail = Json::Object{{"TotalTax", 0}}, .calculation = "", .total = {}};
    const Json& sent = body["TxnTaxDetail"];
    const auto taxable_lines = settle_lines(company, lines);
    if (!taxable_lines) {
        return std::unexpected(taxable_lines.error());
    }
    if (!company.uses_sales_tax()) {
        return none;
    }
    const bool is_automatic = company.preferences()["TaxPrefs"]["PartnerTaxEnabled"].bool_or(false);
    if (is_automatic) {
        if (auto own = own_tax(sent)) {
            return *std::move(own);
        }
    } else if (auto problem = check_reference(company, sent, "TxnTaxCodeRef", "TaxCode")) {
        return std::unexpected(*std::move(problem));
    }
    const std::string id =
        is_automatic ? automatic_code(company, body) : referred(sent, "TxnTaxCodeRef");
    const auto code = company.table("TaxCode").find(id);
    if (code == nullptr) {
        return none;
    }
    if (!is_group(*code)) {
        return std::unexpected(invalid_reference("TxnTaxCodeRef", id));
    }
    const bool after_discount = body["ApplyTaxAfterDiscount"].bool_or(false);
    const Decimal taxable = taxable_amount(lines, *taxable_lines, after_discount);
    return taxable.is_zero() ? none : tax_by_code(company, *code, taxable);
}

} // namespace

Outcome<SalesTax> sales_tax(const Company& company, const Json& body, SalesLines& lines)
{
    if (company.is_american()) {
        return american_tax(company, body, lines);
    }
    if (company.uses_sales_tax()) {
        return global_tax(company, body, lines);
    }
    return SalesTax{.detail = Json::Object{{"TotalTax", 0}}, .calculation = "", .total = {}};
}

} // namespace emulator::quickbooks
