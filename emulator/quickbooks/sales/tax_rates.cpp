#include "emulator/quickbooks/sales/tax_rates.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace {

const Decimal& hundredth()
{
    static const Decimal value = Decimal::of("0.01");
    return value;
}

TaxBase base_of(const Json& entry)
{
    const std::string type = entry["TaxTypeApplicable"].string_or();
    if (type == "TaxOnAmountPlusTax") {
        return TaxBase::amount_plus_tax;
    }
    return type == "TaxOnTax" ? TaxBase::tax : TaxBase::amount;
}

Decimal taxable_of(TaxBase base, const Decimal& net, const Decimal& taxes_before)
{
    switch (base) {
    case TaxBase::amount_plus_tax:
        return net + taxes_before;
    case TaxBase::tax:
        return taxes_before;
    case TaxBase::amount:
        break;
    }
    return net;
}

} // namespace

std::vector<CodeRate> sales_rates(const Company& company, const Json& tax_code)
{
    std::vector<std::pair<std::int64_t, CodeRate>> ordered;
    const auto* entries = tax_code["SalesTaxRateList"]["TaxRateDetail"].if_array();
    for (const Json& entry : entries == nullptr ? Json::Array() : *entries) {
        const auto rate = company.table("TaxRate").find(referred(entry, "TaxRateRef"));
        if (rate != nullptr) {
            ordered.emplace_back(entry["TaxOrder"].int_or(0),
                                 CodeRate{.id = id_of(*rate),
                                          .percent = decimal_of((*rate)["RateValue"]),
                                          .base = base_of(entry)});
        }
    }
    std::ranges::sort(
        ordered, {}, [](const auto& entry) { return std::pair(entry.first, entry.second.id); });
    std::vector<CodeRate> rates;
    for (auto& [order, rate] : ordered) {
        rates.push_back(std::move(rate));
    }
    return rates;
}

std::vector<RatedAmount> taxes_on(const std::vector<CodeRate>& rates, const Decimal& net)
{
    std::vector<RatedAmount> taxes;
    Decimal before;
    for (const CodeRate& rate : rates) {
        const Decimal taxable = taxable_of(rate.base, net, before);
        const Decimal tax = taxable * rate.percent * hundredth();
        taxes.push_back(
            {.rate_id = rate.id, .percent = rate.percent, .taxable = taxable, .tax = tax});
        before += tax;
    }
    return taxes;
}

Decimal net_of(const std::vector<CodeRate>& rates, const Decimal& gross)
{
    Decimal factor(1); // of the net amount
    for (const RatedAmount& tax : taxes_on(rates, Decimal(1))) {
        factor += tax.tax;
    }
    return gross.divided_by(factor, money_scale, Rounding::half_up);
}

Json tax_line(const std::string& rate_id,
              const Decimal& percent,
              const Decimal& taxable,
              const Decimal& tax)
{
    const Json detail = Json::Object{{"TaxRateRef", Json::Object{{"value", rate_id}}},
                                     {"PercentBased", true},
                                     {"TaxPercent", Json(percent.trimmed())},
                                     {"NetAmountTaxable", money(taxable)}};
    return Json::Object{
        {"Amount", money(tax)}, {"DetailType", "TaxLineDetail"}, {"TaxLineDetail", detail}};
}

} // namespace emulator::quickbooks
