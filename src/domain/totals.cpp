#include "domain/totals.hpp"

#include <algorithm>
#include <map>

namespace billbridge {

namespace {

const Decimal hundred(100);
const Decimal hundredth = Decimal::of("0.01");
/// Enough decimals that a share of a discount is exact to far below a cent.
constexpr int share_scale = 10;

Decimal cents(const Decimal& value)
{
    return value.rounded(2, Rounding::half_up);
}

/// A rate's charge before rounding.
struct Charge {
    const TaxRate* rate;
    Decimal net;
    Decimal amount;
};

std::vector<Charge> charges_on(const std::vector<TaxRate>& rates, const Decimal& net)
{
    std::vector<Charge> charges;
    Decimal before;
    for (const TaxRate& rate : rates) {
        const Decimal base = rate.base == TaxRate::Base::amount            ? net
                             : rate.base == TaxRate::Base::amount_plus_tax ? net + before
                                                                           : before;
        charges.push_back({&rate, base, base * rate.percent * hundredth});
        before += charges.back().amount;
    }
    return charges;
}

Decimal sum_of(const std::vector<Charge>& charges)
{
    Decimal sum;
    for (const Charge& charge : charges) {
        sum += charge.amount;
    }
    return sum;
}

/// Of an amount with tax in it, what is net.
Decimal net_of(const std::vector<TaxRate>& rates, const Decimal& gross)
{
    return gross.divided_by(
        Decimal(1) + sum_of(charges_on(rates, Decimal(1))), 2, Rounding::half_up);
}

/// The rates' sums over the whole invoice, in the order of first use.
class RateSums {
public:
    void add(const TaxRate& rate, const Decimal& net, const Decimal& amount)
    {
        auto found = std::ranges::find(sums_, rate.id, [](const Sum& sum) { return sum.rate->id; });
        if (found == sums_.end()) {
            found = sums_.insert(sums_.end(), Sum{&rate, {}, {}});
        }
        found->net += net;
        found->amount += amount;
    }

    std::vector<TaxAmount> rounded() const
    {
        std::vector<TaxAmount> list;
        for (const Sum& sum : sums_) {
            list.push_back({sum.rate->name, sum.rate->percent, cents(sum.net), cents(sum.amount)});
        }
        return list;
    }

private:
    struct Sum {
        const TaxRate* rate;
        Decimal net;
        Decimal amount;
    };
    std::vector<Sum> sums_;
};

void add_net(RateSums& sums, const TaxCode& code, const Decimal& net)
{
    for (const Charge& charge : charges_on(code.rates, net)) {
        sums.add(*charge.rate, charge.net, charge.amount);
    }
}

/// The taxes in a gross amount: together exactly what is not net, the last rate with what the
/// others leave.
void add_gross(RateSums& sums, const TaxCode& code, const Decimal& gross)
{
    const Decimal net = net_of(code.rates, gross);
    Decimal left = gross - net;
    const auto charges = charges_on(code.rates, net);
    for (std::size_t i = 0; i < charges.size(); ++i) {
        const Decimal amount = i + 1 == charges.size() ? left : cents(charges[i].amount);
        sums.add(*charges[i].rate, charges[i].net, amount);
        left = left - amount;
    }
}

/// The invoice's amounts by the code that taxes them; what no known code taxes is not among them.
std::map<TaxCodeId, Decimal> sums_by_code(const InvoiceOrder& order, const TaxRules& rules)
{
    std::map<TaxCodeId, Decimal> sums;
    for (const OrderLine& line : order.lines) {
        if (has_amount(line) && find_code(rules.codes, line.tax_code) != nullptr) {
            sums[line.tax_code] += posted(line).amount;
        }
    }
    return sums;
}

/// Every sum bears its share of the discount; the last one what is left of it.
void take_discount(std::map<TaxCodeId, Decimal>& sums, const Decimal& discount)
{
    Decimal all;
    for (const auto& [code, sum] : sums) {
        all += sum;
    }
    if (discount.is_zero() || all.is_zero()) {
        return;
    }
    Decimal left = discount;
    std::size_t remaining = sums.size();
    for (auto& [code, sum] : sums) {
        const Decimal share =
            --remaining == 0
                ? left
                : cents((discount * sum).divided_by(all, share_scale, Rounding::half_up));
        sum = sum - share;
        left = left - share;
    }
}

void tax_by_line_codes(Totals& totals, const InvoiceOrder& order, const TaxRules& rules)
{
    const bool is_gross = order.tax.treatment == TaxTreatment::inclusive;
    auto amounts = sums_by_code(order, rules);
    take_discount(amounts, totals.discount);
    RateSums sums;
    for (const auto& [id, amount] : amounts) {
        const TaxCode& code = *find_code(rules.codes, id);
        is_gross ? add_gross(sums, code, amount) : add_net(sums, code, amount);
    }
    totals.tax = sums.rounded();
}

/// What of the lines is taxable in the US, with its share of the discount taken off; empty where
/// only the item knows.
std::optional<Decimal> taxable_amount(const InvoiceOrder& order, const Totals& totals)
{
    Decimal taxable;
    for (const OrderLine& line : order.lines) {
        if (!line.taxable) {
            return std::nullopt;
        }
        if (*line.taxable && has_amount(line)) {
            taxable += posted(line).amount;
        }
    }
    if (totals.discount.is_zero() || totals.subtotal.is_zero()) {
        return taxable;
    }
    const Decimal share =
        (totals.discount * taxable).divided_by(totals.subtotal, share_scale, Rounding::half_up);
    return cents(taxable - share);
}

void tax_by_one_code(Totals& totals, const InvoiceOrder& order, const TaxRules& rules)
{
    const TaxCodeId& id = order.tax.code.value().empty() ? rules.default_code : order.tax.code;
    const TaxCode* code = find_code(rules.codes, id);
    if (code == nullptr) {
        return;
    }
    const auto taxable = taxable_amount(order, totals);
    totals.tax_known = taxable.has_value();
    if (!taxable || taxable->is_zero()) {
        return;
    }
    RateSums sums;
    add_net(sums, *code, *taxable);
    totals.tax = sums.rounded();
}

Decimal discount_of(const InvoiceOrder& order, const Decimal& subtotal)
{
    if (!order.discount || !check_discount(*order.discount, subtotal)) {
        return cents({});
    }
    const Discount& discount = *order.discount;
    return discount.kind == Discount::Kind::amount
               ? cents(discount.value)
               : (subtotal * discount.value).divided_by(hundred, 2, Rounding::half_up);
}

bool taxes_nothing(const InvoiceOrder& order)
{
    return std::ranges::all_of(order.lines,
                               [](const OrderLine& line) { return line.taxable == false; });
}

} // namespace

bool has_amount(const OrderLine& line)
{
    return check_amounts(line.quantity, line.unit_price) &&
           (!line.discount ||
            check_discount(*line.discount, line_amount(line.quantity, line.unit_price)));
}

Decimal beyond(const Totals& totals, const Decimal& value)
{
    return totals.total == value ? cents({}) : cents(totals.subtotal - totals.discount - value);
}

const TaxCode* find_code(const std::vector<TaxCode>& codes, const TaxCodeId& id)
{
    const auto found = std::ranges::find(codes, id, &TaxCode::id);
    return found == codes.end() ? nullptr : &*found;
}

Decimal total_percent(const TaxCode& code)
{
    return sum_of(charges_on(code.rates, hundred)).trimmed();
}

Totals totals(const InvoiceOrder& order, const TaxRules& rules)
{
    Totals totals;
    totals.subtotal = cents({});
    for (const OrderLine& line : order.lines) {
        if (has_amount(line)) {
            totals.subtotal += posted(line).amount;
        }
    }
    totals.discount = discount_of(order, totals.subtotal);
    if (order.tax.treatment != TaxTreatment::none) {
        if (rules.model == TaxModel::global) {
            tax_by_line_codes(totals, order, rules);
        } else if (rules.model == TaxModel::us_manual) {
            tax_by_one_code(totals, order, rules);
        }
        totals.tax_known =
            totals.tax_known && (rules.model != TaxModel::us_automated || taxes_nothing(order));
    }
    totals.tax_total = cents({});
    for (const TaxAmount& tax : totals.tax) {
        totals.tax_total += tax.amount;
    }
    totals.total = totals.subtotal - totals.discount;
    if (order.tax.treatment != TaxTreatment::inclusive) {
        totals.total += totals.tax_total;
    }
    return totals;
}

} // namespace billbridge
