#include "emulator/quickbooks/sales/global_tax.hpp"

#include "emulator/quickbooks/books/references.hpp"
#include "emulator/quickbooks/sales/tax_rates.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace emulator::quickbooks {

namespace {

/// Stands for tax that somebody typed into QuickBooks itself; the API cannot use it.
constexpr std::string_view placeholder_code = "CustomSalesTax";
/// Enough decimals that a share is exact to far below a cent.
constexpr int share_scale = 10;

/// The lines of one tax code.
struct CodeGroup {
    std::vector<CodeRate> rates;
    std::vector<std::size_t> lines; ///< places in `SalesLines::sold`
    Decimal amount;                 ///< net, or gross where prices include the tax
};

using Groups = std::map<std::string, CodeGroup>;

struct RateSum {
    Decimal percent;
    Decimal taxable;
    Decimal tax;
};

/// By the rate's id, in the order of first use.
class RateSums {
public:
    void
    add(const std::string& id, const Decimal& percent, const Decimal& taxable, const Decimal& tax)
    {
        if (!sums_.contains(id)) {
            order_.push_back(id);
        }
        RateSum& sum = sums_[id];
        sum.percent = percent;
        sum.taxable += taxable;
        sum.tax += tax;
    }

    RateSum* find(const std::string& id)
    {
        const auto it = sums_.find(id);
        return it == sums_.end() ? nullptr : &it->second;
    }
    const std::vector<std::string>& order() const { return order_; }

private:
    std::map<std::string, RateSum> sums_;
    std::vector<std::string> order_;
};

Outcome<std::vector<CodeRate>> rates_of(const Company& company, const SoldLine& line)
{
    if (line.tax_code.empty()) {
        // The wording differs by country.
        return std::unexpected(
            business_fault("Make sure all your transactions have a GST/VAT rate before you save."));
    }
    const Json named = Json::Object{{"TaxCodeRef", Json::Object{{"value", line.tax_code}}}};
    if (auto problem = check_reference(company, named, "TaxCodeRef", "TaxCode")) {
        return std::unexpected(*std::move(problem));
    }
    const auto code = company.table("TaxCode").find(line.tax_code);
    if ((*code)["Name"].string_or() == placeholder_code) {
        return std::unexpected(fault("6160", {}, "TaxCodeRef"));
    }
    auto rates = sales_rates(company, *code);
    return rates.empty()
               ? Outcome<std::vector<CodeRate>>(std::unexpected(fault("6470", {}, "TaxCodeRef")))
               : std::move(rates);
}

Outcome<Groups> grouped_lines(const Company& company, const SalesLines& lines, bool is_gross)
{
    Groups groups;
    for (std::size_t i = 0; i < lines.sold.size(); ++i) {
        const SoldLine& line = lines.sold[i];
        auto rates = rates_of(company, line);
        if (!rates) {
            return std::unexpected(rates.error());
        }
        CodeGroup& group = groups[line.tax_code];
        group.rates = *std::move(rates);
        group.lines.push_back(i);
        group.amount += is_gross ? line.gross.value_or(line.amount) : line.amount;
    }
    return groups;
}

/// Every group bears its share of the form's discount; the last one what is left of it.
void take_discount(Groups& groups, const Decimal& discount)
{
    Decimal all;
    for (const auto& [code, group] : groups) {
        all += group.amount;
    }
    if (discount.is_zero() || all.is_zero()) {
        return;
    }
    Decimal left = discount;
    std::size_t remaining = groups.size();
    for (auto& [code, group] : groups) {
        const Decimal share = --remaining == 0
                                  ? left
                                  : (discount * group.amount)
                                        .divided_by(all, share_scale, Rounding::half_up)
                                        .rounded(money_scale, Rounding::half_up);
        group.amount = group.amount - share;
        left = left - share;
    }
}

/// Of gross amounts, what is net.
Decimal net_sum(const Groups& groups)
{
    Decimal sum;
    for (const auto& [code, group] : groups) {
        sum += net_of(group.rates, group.amount);
    }
    return sum;
}

void add_net(RateSums& sums, const CodeGroup& group)
{
    for (const RatedAmount& tax : taxes_on(group.rates, group.amount)) {
        sums.add(tax.rate_id, tax.percent, tax.taxable, tax.tax);
    }
}

/// The taxes in a gross amount: together exactly what is not net, the last rate with what the
/// others leave.
void add_gross(RateSums& sums, const CodeGroup& group)
{
    const Decimal net = net_of(group.rates, group.amount);
    Decimal left = group.amount - net;
    const auto taxes = taxes_on(group.rates, net);
    for (std::size_t i = 0; i < taxes.size(); ++i) {
        const Decimal tax =
            i + 1 == taxes.size() ? left : taxes[i].tax.rounded(money_scale, Rounding::half_up);
        sums.add(taxes[i].rate_id, taxes[i].percent, taxes[i].taxable, tax);
        left = left - tax;
    }
}

/// Gives each line its code and its net amount; of a group's lines the last gets what is left.
void settle_lines(SalesLines& lines, const Groups& groups, bool is_gross)
{
    const std::vector<SoldLine> sold = lines.sold;
    for (const auto& [code, group] : groups) {
        Decimal gross;
        for (const std::size_t place : group.lines) {
            gross += sold[place].gross.value_or(sold[place].amount);
        }
        Decimal left = net_of(group.rates, gross);
        for (const std::size_t place : group.lines) {
            const SoldLine& line = sold[place];
            const bool is_last = place == group.lines.back();
            const Decimal own = net_of(group.rates, line.gross.value_or(line.amount));
            const Decimal net = !is_gross ? line.amount : is_last ? left : own;
            lines.settle(line, code, net);
            left = left - net;
        }
    }
}

/// Amounts that the request names for rates stand instead of the computed ones.
Outcome<std::map<std::string, Decimal>> overrides(const Json& sent, RateSums& sums)
{
    std::map<std::string, Decimal> amounts;
    const auto* lines = sent["TaxLine"].if_array();
    for (const Json& line : lines == nullptr ? Json::Array() : *lines) {
        const std::string rate = referred(line["TaxLineDetail"], "TaxRateRef");
        if (sums.find(rate) == nullptr || amounts.contains(rate)) {
            return std::unexpected(fault("6230", {}, "TaxRateRef"));
        }
        amounts[rate] = decimal_of(line["Amount"]).rounded(money_scale, Rounding::half_up);
    }
    return amounts;
}

Outcome<SalesTax> told(const Json& sent, RateSums sums, std::string_view calculation)
{
    const auto replaced = overrides(sent, sums);
    if (!replaced) {
        return std::unexpected(replaced.error());
    }
    SalesTax tax{.detail = {}, .calculation = std::string(calculation), .total = {}};
    Json lines = Json::array();
    for (const std::string& id : sums.order()) {
        const RateSum& sum = *sums.find(id);
        const Decimal computed = sum.tax.rounded(money_scale, Rounding::half_up);
        const auto own = replaced->find(id);
        const Decimal amount = own == replaced->end() ? computed : own->second;
        Json line = tax_line(id, sum.percent, sum.taxable, amount);
        if (amount != computed) {
            line.find("TaxLineDetail")->set("OverrideDeltaAmount", money(amount - computed));
        }
        tax.total += amount;
        lines.push_back(std::move(line));
    }
    tax.detail = Json::Object{{"TotalTax", money(tax.total)}, {"TaxLine", std::move(lines)}};
    return tax;
}

Outcome<SalesTax> no_tax(const Json& sent, SalesLines& lines, std::string_view calculation)
{
    const auto* tax_lines = sent["TaxLine"].if_array();
    const bool has_tax =
        !decimal_of(sent["TotalTax"]).is_zero() || (tax_lines != nullptr && !tax_lines->empty());
    if (has_tax) {
        return std::unexpected(fault("6170", {}, "TxnTaxDetail"));
    }
    const std::vector<SoldLine> sold = lines.sold;
    for (const SoldLine& line : sold) {
        lines.settle(line, "", line.amount);
    }
    return SalesTax{.detail = Json::Object{{"TotalTax", 0}},
                    .calculation = std::string(calculation),
                    .total = {}};
}

} // namespace

Outcome<SalesTax> global_tax(const Company& company, const Json& body, SalesLines& lines)
{
    if (auto problem = check_choice(
            body, "GlobalTaxCalculation", {"TaxExcluded", "TaxInclusive", "NotApplicable"})) {
        return std::unexpected(*std::move(problem));
    }
    const Json& sent = body["TxnTaxDetail"];
    const std::string calculation = body["GlobalTaxCalculation"].string_or("TaxExcluded");
    if (calculation == "NotApplicable") {
        return no_tax(sent, lines, calculation);
    }
    const bool is_gross = calculation == "TaxInclusive";
    auto groups = grouped_lines(company, lines, is_gross);
    if (!groups) {
        return std::unexpected(groups.error());
    }
    settle_lines(lines, *groups, is_gross);
    const Decimal net_before = net_sum(*groups);
    take_discount(*groups, lines.discount_amount);
    if (is_gross && lines.discount) {
        lines.set_discount(net_before - net_sum(*groups)); // it was given with its tax
    }
    RateSums sums;
    for (const auto& [code, group] : *groups) {
        is_gross ? add_gross(sums, group) : add_net(sums, group);
    }
    return told(sent, std::move(sums), calculation);
}

} // namespace emulator::quickbooks
