#include "domain/draft_tax.hpp"

#include <algorithm>

namespace billbridge {

namespace {

bool has_tax(const DealLine& line)
{
    return line.tax_method != TaxMethod::none && !line.tax_percent.is_zero();
}

} // namespace

DraftTax::DraftTax(const Deal& deal, const DraftContext& context)
    : settings_(context.settings), rules_(tax_rules(context.company, context.lists.get()))
{
    for (const DealLine& line : deal.lines) {
        if (line.enabled && has_tax(line)) {
            is_taxed_ = true;
            is_inclusive_ = line.tax_method == TaxMethod::inclusive; // one for the whole deal
        }
    }
}

TaxTreatment DraftTax::treatment() const
{
    if (rules_.model == TaxModel::none) {
        return TaxTreatment::none;
    }
    if (rules_.model == TaxModel::global && is_taxed_) {
        return is_inclusive_ ? TaxTreatment::inclusive : TaxTreatment::exclusive;
    }
    const bool is_possible =
        rules_.model == TaxModel::global || settings_.tax_treatment != TaxTreatment::inclusive;
    return is_possible ? settings_.tax_treatment : TaxTreatment::exclusive;
}

void DraftTax::put_on(const DealLine& line, DraftLine& draft) const
{
    if (rules_.model == TaxModel::global && treatment() != TaxTreatment::none) {
        draft.tax_code = code_of(line);
    } else if (rules_.model != TaxModel::global && is_taxed_) {
        draft.taxable = has_tax(line);
    }
}

/// The one code of the line's percentage; among several the company's own, which is also for deals
/// that say nothing about tax.
TaxCodeId DraftTax::code_of(const DealLine& line) const
{
    const TaxCode* own = find_code(rules_.codes, settings_.tax_code);
    if (!is_taxed_) {
        return own == nullptr ? TaxCodeId() : own->id;
    }
    const Decimal percent = has_tax(line) ? line.tax_percent : Decimal();
    std::vector<TaxCodeId> fitting;
    for (const TaxCode& code : rules_.codes) {
        if (total_percent(code) == percent) {
            fitting.push_back(code.id);
        }
    }
    if (fitting.size() == 1) {
        return fitting.front();
    }
    const bool own_fits = std::ranges::find(fitting, settings_.tax_code) != fitting.end();
    return own_fits ? settings_.tax_code : TaxCodeId();
}

} // namespace billbridge
