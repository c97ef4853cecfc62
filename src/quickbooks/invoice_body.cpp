#include "quickbooks/invoice_body.hpp"

#include "quickbooks/wire.hpp"
#include "quickbooks/wire_parts.hpp"

namespace billbridge::quickbooks {

namespace {

/// Bytes, so never more characters than QuickBooks takes; longer texts were refused before.
constexpr std::size_t text_max = 4 * InvoiceOrder::description_max;

bool is_global(const BooksCompany& company)
{
    return company.uses_sales_tax && company.country != "US";
}

/// Which tax a line bears: a code elsewhere, TAX or NON in the US; empty leaves it to the item.
std::string
line_tax_code(const OrderLine& line, const InvoiceOrder& order, const BooksCompany& company)
{
    const bool is_untaxed = order.tax.treatment == TaxTreatment::none;
    if (is_global(company)) {
        return is_untaxed ? std::string() : to_string(line.tax_code);
    }
    if (company.country != "US" || !company.uses_sales_tax) {
        return {};
    }
    if (is_untaxed) {
        return "NON";
    }
    return !line.taxable ? "" : *line.taxable ? "TAX" : "NON";
}

Json line_body(const OrderLine& line, const InvoiceOrder& order, const BooksCompany& company)
{
    const PostedLine made = posted(line);
    Json detail;
    detail.set("ItemRef", reference(to_string(line.item)));
    detail.set("Qty", made.quantity).set("UnitPrice", made.unit_price);
    if (const std::string code = line_tax_code(line, order, company); !code.empty()) {
        detail.set("TaxCodeRef", reference(code));
    }
    if (is_global(company) && order.tax.treatment == TaxTreatment::inclusive) {
        detail.set("TaxInclusiveAmt", made.amount); // Amount becomes the net there (facts 4.3)
    }
    Json json;
    json.set("DetailType", "SalesItemLineDetail");
    json.set("Amount", made.amount);
    set_text(json, "Description", made.description, text_max);
    json.set("SalesItemLineDetail", std::move(detail));
    return json;
}

/// The one discount that an invoice can have (facts 3.2).
Json discount_body(const Discount& discount)
{
    Json detail;
    Json json;
    if (discount.kind == Discount::Kind::percentage) {
        detail.set("PercentBased", true).set("DiscountPercent", discount.value);
    } else {
        detail.set("PercentBased", false);
        json.set("Amount", discount.value.rounded(2, Rounding::half_up));
    }
    json.set("DetailType", "DiscountLineDetail").set("DiscountLineDetail", std::move(detail));
    return json;
}

Json lines_body(const InvoiceOrder& order, const BooksCompany& company)
{
    Json lines = Json::array();
    for (const OrderLine& line : order.lines) {
        lines.push_back(line_body(line, order, company));
    }
    if (order.discount && !order.discount->value.is_zero()) {
        lines.push_back(discount_body(*order.discount));
    }
    return lines;
}

void put_tax(Json& json, const InvoiceOrder& order, const BooksCompany& company)
{
    if (is_global(company)) {
        const char* calculation = order.tax.treatment == TaxTreatment::exclusive ? "TaxExcluded"
                                  : order.tax.treatment == TaxTreatment::inclusive
                                      ? "TaxInclusive"
                                      : "NotApplicable";
        json.set("GlobalTaxCalculation", calculation);
        return;
    }
    if (order.discount) {
        json.set("ApplyTaxAfterDiscount", true); // tax is on what is really paid
    }
    const std::string code =
        order.tax.code.value().empty() ? company.default_tax_code : to_string(order.tax.code);
    if (!code.empty()) {
        Json tax;
        tax.set("TxnTaxCodeRef", reference(code));
        json.set("TxnTaxDetail", std::move(tax));
    }
}

void put_currency(Json& json, const InvoiceOrder& order, const BooksCompany& company)
{
    if (!company.multicurrency) {
        return;
    }
    json.set("CurrencyRef", reference(order.currency.code()));
    if (order.exchange_rate && order.currency != company.home_currency) {
        json.set("ExchangeRate", *order.exchange_rate);
    }
}

void put_reference(Json& json, const char* name, const std::string& id)
{
    if (!id.empty()) {
        json.set(name, reference(id));
    }
}

void put_texts(Json& json, const InvoiceOrder& order)
{
    set_text(json, "DocNumber", order.number, text_max);
    if (!order.message.empty()) {
        Json memo;
        memo.set("value", order.message);
        json.set("CustomerMemo", std::move(memo));
    }
}

void put_online_payment(Json& json, const InvoiceOrder& order)
{
    if (order.card_payment) {
        json.set("AllowOnlineCreditCardPayment", true);
    }
    if (order.bank_payment) {
        json.set("AllowOnlineACHPayment", true);
    }
}

} // namespace

Json invoice_body(const RequestKey& key,
                  const PayerId& payer,
                  const InvoiceOrder& order,
                  const BooksCompany& company)
{
    Json json;
    json.set("CustomerRef", reference(to_string(payer)));
    json.set("TxnDate", to_string(order.date)).set("DueDate", to_string(order.due_date));
    json.set("Line", lines_body(order, company));
    put_currency(json, order, company);
    if (!order.details.email.empty()) {
        json.set("BillEmail", email_body(order.details.email));
    }
    if (!order.details.address.empty()) {
        json.set("BillAddr", address_body(order.details.address));
    }
    put_tax(json, order, company);
    put_reference(json, "SalesTermRef", to_string(order.term));
    put_reference(json, "ClassRef", order.class_id);
    put_reference(json, "DepartmentRef", order.location_id);
    put_texts(json, order);
    put_online_payment(json, order);
    const std::string memo = order.memo.empty() ? "" : order.memo + "\n";
    json.set("PrivateNote", memo + "Pipedrive deal " + to_string(order.deal) + " | " + marker(key));
    return json;
}

} // namespace billbridge::quickbooks
