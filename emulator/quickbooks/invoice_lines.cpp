#include "emulator/quickbooks/invoice_lines.hpp"

#include "emulator/quickbooks/references.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace {

constexpr Property item_detail_properties[] = {{"ItemRef", Kind::object, 0, &reference_shape},
                                               {"UnitPrice", Kind::number},
                                               {"Qty", Kind::number},
                                               {"TaxCodeRef", Kind::object, 0, &reference_shape},
                                               {"ServiceDate", Kind::date},
                                               {"ClassRef", Kind::object, 0, &reference_shape},
                                               {"ItemAccountRef"},
                                               {"TaxClassificationRef"},
                                               {"TaxInclusiveAmt", Kind::number},
                                               {"DiscountRate", Kind::number},
                                               {"DiscountAmt", Kind::number},
                                               {"RatePercent", Kind::number},
                                               {"MarkupInfo"},
                                               {"PriceLevelRef"},
                                               {"UnitCostPrice"},
                                               {"UOMRef"},
                                               {"InventorySiteRef"},
                                               {"DeferredRevenue"},
                                               {"RetainageAmount"},
                                               {"SalesItemLineDetailEx"}};
constexpr Shape item_detail_shape{item_detail_properties};

constexpr Property discount_detail_properties[] = {
    {"PercentBased", Kind::boolean},
    {"DiscountPercent", Kind::number},
    {"DiscountAccountRef", Kind::object, 0, &reference_shape},
    {"DiscountRef"},
    {"TaxCodeRef", Kind::object, 0, &reference_shape},
    {"ClassRef", Kind::object, 0, &reference_shape},
    {"ServiceDate", Kind::date}};
constexpr Shape discount_detail_shape{discount_detail_properties};

constexpr Property description_detail_properties[] = {
    {"ServiceDate", Kind::date}, {"TaxCodeRef", Kind::object, 0, &reference_shape}};
constexpr Shape description_detail_shape{description_detail_properties};

constexpr Property line_properties[] = {
    {"Id"},
    {"LineNum", Kind::number},
    {"Description", Kind::text, 4000},
    {"Amount", Kind::number},
    {"Received"},
    {"DetailType", Kind::text},
    {"SalesItemLineDetail", Kind::object, 0, &item_detail_shape},
    {"DescriptionLineDetail", Kind::object, 0, &description_detail_shape},
    {"DiscountLineDetail", Kind::object, 0, &discount_detail_shape},
    {"SubTotalLineDetail"},
    {"GroupLineDetail"},
    {"TaxLineDetail"},
    {"LinkedTxn"},
    {"CustomField"},
    {"CustomExtensions"},
    {"ProjectRef"},
    {"LineEx"}};

/// Builds the lines one by one and stops at the first that is refused.
class LineReader {
public:
    LineReader(const Company& company, const Json& customer)
        : company_(company), customer_(customer)
    {
    }

    std::optional<Fault> read(const Json& line)
    {
        const std::string type = line["DetailType"].string_or();
        if (type == "SalesItemLineDetail") {
            return read_item(line);
        }
        if (type == "DescriptionOnly") {
            return read_description(line);
        }
        if (type == "DiscountLineDetail") {
            return read_discount(line);
        }
        if (type == "SubTotalLineDetail") {
            return std::nullopt; // generated; a sent one is ignored
        }
        if (type == "GroupLineDetail") {
            return fault("500", "The emulator has no bundles.");
        }
        return type.empty() ? missing("DetailType")
                            : fault("2170", "Invalid Enumeration : " + type, "DetailType");
    }

    InvoiceLines take() { return std::move(lines_); }

private:
    std::optional<Fault> read_item(const Json& line);
    std::optional<Fault> read_description(const Json& line);
    std::optional<Fault> read_discount(const Json& line);
    void add(Json line)
    {
        const auto number = std::to_string(lines_.items.size() + 1);
        Json numbered = Json::Object{{"Id", number}, {"LineNum", Json::number_text(number)}};
        for (auto& [name, value] : *line.if_object()) {
            numbered.set(name, std::move(value));
        }
        lines_.items.push_back(std::move(numbered));
    }

    const Company& company_;
    const Json& customer_;
    InvoiceLines lines_;
};

/// Quantity times price must be the amount to the cent, in exact decimals, halves rounded up.
std::optional<Fault> check_amount(const Decimal& amount, const Json& detail)
{
    if (detail["Qty"].is_null() || detail["UnitPrice"].is_null()) {
        return std::nullopt;
    }
    const Decimal product = decimal_of(detail["Qty"]) * decimal_of(detail["UnitPrice"]);
    if (product.rounded(money_scale, Rounding::half_up) == amount) {
        return std::nullopt;
    }
    return fault("6070",
                 "Amount is not equal to UnitPrice * Qty. Supplied value:" + to_string(amount),
                 "Amount");
}

/// A US line is TAX or NON; the real code stands in the transaction.
Outcome<std::string>
tax_code(const Company& company, const Json& customer, const Json& item, const Json& detail)
{
    const std::string given = referred(detail, "TaxCodeRef");
    if (!given.empty() && given != "TAX" && given != "NON") {
        return std::unexpected(
            fault("6100",
                  "Invalid Line TaxCode in the request : Valid line TaxCodes for US should be TAX "
                  "or NON. Supplied value: " +
                      given,
                  "TaxCodeRef"));
    }
    if (!company.uses_sales_tax()) {
        return "NON";
    }
    if (!given.empty()) {
        return given;
    }
    const bool is_taxable = item["Taxable"].bool_or(false) && customer["Taxable"].bool_or(false);
    return is_taxable ? "TAX" : "NON";
}

Json item_detail(const Json& item, const Json& sent, const std::string& tax)
{
    Json detail = Json::object();
    detail.set("ItemRef", reference(id_of(item), item["FullyQualifiedName"].string_or()));
    for (const std::string_view member : {"UnitPrice", "Qty"}) {
        if (!sent[member].is_null()) {
            detail.set(member, Json(decimal_of(sent[member]).trimmed()));
        }
    }
    copy_members(detail, sent, {"ServiceDate", "ClassRef"});
    copy_members(
        detail, Json::Object{{"ItemAccountRef", item["IncomeAccountRef"]}}, {"ItemAccountRef"});
    detail.set("TaxCodeRef", Json::Object{{"value", tax}});
    return detail;
}

std::optional<Fault> LineReader::read_item(const Json& line)
{
    const Json& sent = line["SalesItemLineDetail"];
    if (sent.is_null()) {
        return missing("SalesItemLineDetail");
    }
    if (sent["ItemRef"].is_null()) {
        return read_description(line); // documentation; its amount does not count
    }
    if (auto problem = check_reference(company_, sent, "ItemRef", "Item")) {
        return problem;
    }
    if (line["Amount"].is_null()) {
        return missing("Amount");
    }
    const Decimal amount = decimal_of(line["Amount"]).rounded(money_scale, Rounding::half_up);
    if (auto problem = check_amount(decimal_of(line["Amount"]), sent)) {
        return problem;
    }
    const Json& item = *company_.table("Item").find(referred(sent, "ItemRef"));
    const auto tax = tax_code(company_, customer_, item, sent);
    if (!tax) {
        return tax.error();
    }
    Json built = Json::object();
    copy_members(built, line, {"Description"});
    built.set("Amount", money(amount)).set("DetailType", "SalesItemLineDetail");
    built.set("SalesItemLineDetail", item_detail(item, sent, *tax));
    add(std::move(built));
    lines_.subtotal += amount;
    if (*tax == "TAX") {
        lines_.taxable += amount;
    }
    return std::nullopt;
}

std::optional<Fault> LineReader::read_description(const Json& line)
{
    Json built = Json::object();
    copy_members(built, line, {"Description"});
    built.set("DetailType", "DescriptionOnly").set("DescriptionLineDetail", Json::object());
    add(std::move(built));
    return std::nullopt;
}

std::optional<Fault> LineReader::read_discount(const Json& line)
{
    const Json& sent = line["DiscountLineDetail"];
    if (!company_.preferences()["SalesFormsPrefs"]["AllowDiscount"].bool_or(false)) {
        return fault("5030", "Discounts are switched off in this company.");
    }
    if (lines_.discount) {
        return business_fault("A transaction can have only one discount line.");
    }
    const bool by_percent = sent["PercentBased"].bool_or(false);
    if (by_percent ? sent["DiscountPercent"].is_null() : line["Amount"].is_null()) {
        return fault("6090");
    }
    // The percent is of the item lines, which may still follow: settled in `read_lines`.
    lines_.discount = Json::Object{{"Amount", money(decimal_of(line["Amount"]))},
                                   {"DetailType", "DiscountLineDetail"},
                                   {"DiscountLineDetail", sent}};
    return std::nullopt;
}

void settle_discount(InvoiceLines& lines)
{
    Json& line = *lines.discount;
    const Json& detail = line["DiscountLineDetail"];
    if (detail["PercentBased"].bool_or(false)) {
        const Decimal hundredth = Decimal::of("0.01");
        const Decimal amount = lines.subtotal * decimal_of(detail["DiscountPercent"]) * hundredth;
        line.set("Amount", money(amount));
    }
    lines.discount_amount = decimal_of(line["Amount"]);
}

} // namespace

constexpr Shape line_shape{line_properties};

Json InvoiceLines::to_json() const
{
    Json::Array all = items;
    all.push_back(Json::Object{{"Amount", money(subtotal)},
                               {"DetailType", "SubTotalLineDetail"},
                               {"SubTotalLineDetail", Json::object()}});
    if (discount) {
        all.push_back(*discount);
    }
    return all;
}

Outcome<InvoiceLines> read_lines(const Company& company, const Json& customer, const Json& list)
{
    LineReader reader(company, customer);
    for (const Json& line : *list.if_array()) {
        if (auto problem = reader.read(line)) {
            return std::unexpected(*std::move(problem));
        }
    }
    InvoiceLines lines = reader.take();
    if (lines.items.empty()) {
        return std::unexpected(missing("Line"));
    }
    if (lines.discount) {
        settle_discount(lines);
    }
    return lines;
}

} // namespace emulator::quickbooks
