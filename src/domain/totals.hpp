#pragma once

#include "domain/invoice_order.hpp"
#include "domain/tax.hpp"

#include <string>
#include <vector>

namespace billbridge {

/// What one rate charges on an invoice.
struct TaxAmount {
    std::string name;
    Decimal percent;
    Decimal net; ///< what it is charged on
    Decimal amount;

    friend bool operator==(const TaxAmount&, const TaxAmount&) = default;
};

/// What the books will make of an order, to the cent.
struct Totals {
    Decimal subtotal; ///< the lines' amounts; with tax in them where the treatment says so
    Decimal discount; ///< of the whole invoice, positive
    std::vector<TaxAmount> tax;
    bool tax_known = true; ///< false: only the books can tell the tax; `total` is without it
    Decimal tax_total;
    Decimal total;
};

/// The rules that tax an order: the company's model and its codes.
struct TaxRules {
    TaxModel model = TaxModel::none;
    std::vector<TaxCode> codes;
    TaxCodeId default_code; ///< of `us_manual`, where the order names none
};

/// Computes as QuickBooks does (facts 4.2 to 4.4): tax per rate on the summed amounts, rounded half
/// up once; prices with tax in them give up the net of each code's sum; an invoice's discount comes
/// off before tax and is spread over the codes by their amounts, the last one (by id) bearing what
/// rounding leaves. Lines whose numbers are wrong count as zero, codes that are unknown as untaxed.
Totals totals(const InvoiceOrder& order, const TaxRules& rules);

/// What the invoice comes to beyond the deal's `value`, before tax that comes on top: such a tax is
/// not in a deal's value, as far as is known; where it is, that is no difference either.
Decimal beyond(const Totals& totals, const Decimal& value);

/// Whether quantity, price and discount of a line are numbers that an amount can be made of.
bool has_amount(const OrderLine& line);

/// The code of that id; null where there is none.
const TaxCode* find_code(const std::vector<TaxCode>& codes, const TaxCodeId& id);

/// What a code charges altogether on 100, in percent, compound rates included.
Decimal total_percent(const TaxCode& code);

} // namespace billbridge
