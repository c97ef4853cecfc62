#include "emulator/quickbooks/sales/sales_lines.hpp"

#include "emulator/quickbooks/books/references.hpp"

#include <algorithm>
#include <iterator>

namespace emulator::quickbooks {

namespace {

/// Gives lines their Ids: that of an old line to the one that names it, new ones to the others.
class LineIds {
public:
    explicit LineIds(const Json& old)
    {
        if (const auto* lines = old.if_array()) {
            for (const Json& line : *lines) {
                known_.push_back(text_of(line["Id"]));
                next_ = std::max(next_, line["Id"].int_or(0) + 1);
            }
        }
    }

    std::string take(const Json& line)
    {
        const auto it = std::ranges::find(known_, text_of(line["Id"]));
        if (it == known_.end() || it->empty()) {
            return std::to_string(next_++);
        }
        std::string id = *it;
        known_.erase(it); // a second line of that Id is a new one
        return id;
    }

private:
    std::vector<std::string> known_;
    std::int64_t next_ = 1;
};

/// Builds the lines one by one and stops at the first that is refused.
class LineReader {
public:
    LineReader(const Company& company, const Json& customer, const Json& old)
        : company_(company), customer_(customer), ids_(old)
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
            return read_bundle(line);
        }
        return type.empty() ? missing("DetailType")
                            : fault("2170", "Invalid Enumeration : " + type, "DetailType");
    }

    SalesLines take() { return std::move(lines_); }

private:
    std::optional<Fault> read_item(const Json& line);
    std::optional<Fault> read_bundle(const Json& line);
    std::optional<Fault> read_description(const Json& line);
    std::optional<Fault> read_discount(const Json& line);
    /// The line of an item, and what of it counts.
    Outcome<Json> built_item(const Json& line, SoldLine& sold) const;
    void add(const Json& sent, Json line)
    {
        const auto number = static_cast<std::int64_t>(lines_.lines.size()) + 1;
        Json numbered = Json::Object{{"Id", ids_.take(sent)}, {"LineNum", number}};
        for (auto& [name, value] : *line.if_object()) {
            numbered.set(name, std::move(value));
        }
        lines_.lines.push_back(std::move(numbered));
    }

    const Company& company_;
    const Json& customer_;
    LineIds ids_;
    SalesLines lines_;
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

Json item_detail(const Json& item, const Json& sent)
{
    Json detail = Json::object();
    const bool charges = item.is_null();
    detail.set("ItemRef",
               charges ? Json(Json::Object{{"value", referred(sent, "ItemRef")}})
                       : reference_to(id_of(item), item["FullyQualifiedName"].string_or()));
    for (const std::string_view member : {"UnitPrice", "Qty"}) {
        if (!sent[member].is_null()) {
            detail.set(member, Json(decimal_of(sent[member]).trimmed()));
        }
    }
    copy_members(detail, sent, {"ServiceDate", "ClassRef"});
    copy_members(
        detail, Json::Object{{"ItemAccountRef", item["IncomeAccountRef"]}}, {"ItemAccountRef"});
    return detail;
}

/// The two charges that are no items; shipping is a feature that a company switches on.
bool is_charge(const Company& company, const std::string& item)
{
    const bool ships = company.preferences()["SalesFormsPrefs"]["AllowShipping"].bool_or(false);
    return item == "GRATUITY_ITEM_ID" || (item == "SHIPPING_ITEM_ID" && ships);
}

Outcome<Json> LineReader::built_item(const Json& line, SoldLine& sold) const
{
    static const Json no_item;
    const Json& sent = line["SalesItemLineDetail"];
    const std::string id = referred(sent, "ItemRef");
    const bool charges = is_charge(company_, id);
    auto unknown = charges ? std::nullopt : check_reference(company_, sent, "ItemRef", "Item");
    if (unknown) {
        return std::unexpected(*std::move(unknown));
    }
    if (line["Amount"].is_null()) {
        return std::unexpected(missing("Amount"));
    }
    if (auto problem = check_amount(decimal_of(line["Amount"]), sent)) {
        return std::unexpected(*std::move(problem));
    }
    const auto row = company_.table("Item").find(id);
    const Json& item = row == nullptr ? no_item : *row;
    sold.amount = decimal_of(line["Amount"]).rounded(money_scale, Rounding::half_up);
    if (!sent["TaxInclusiveAmt"].is_null()) {
        sold.gross = decimal_of(sent["TaxInclusiveAmt"]);
    }
    sold.tax_code = referred(sent, "TaxCodeRef");
    sold.is_taxable_by_default =
        item["Taxable"].bool_or(false) && customer_["Taxable"].bool_or(false);
    Json built = Json::object();
    copy_members(built, line, {"Description"});
    built.set("Amount", money(sold.amount)).set("DetailType", "SalesItemLineDetail");
    built.set("SalesItemLineDetail", item_detail(item, sent));
    return built;
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
    SoldLine sold{.line = lines_.lines.size()};
    auto built = built_item(line, sold);
    if (!built) {
        return built.error();
    }
    add(line, *std::move(built));
    lines_.subtotal += sold.amount;
    lines_.sold.push_back(std::move(sold));
    return std::nullopt;
}

/// What a bundle holds, as lines: those that were sent, else those of the bundle itself.
Json::Array parts_of(const Company& company, const Json& bundle, const Json& sent)
{
    if (const auto* parts = sent["Line"].if_array()) {
        return *parts;
    }
    const Decimal count = sent["Quantity"].is_null() ? Decimal(1) : decimal_of(sent["Quantity"]);
    Json::Array parts;
    const auto* contents = bundle["ItemGroupDetail"]["ItemGroupLine"].if_array();
    for (const Json& content : contents == nullptr ? Json::Array() : *contents) {
        const auto item = company.table("Item").find(referred(content, "ItemRef"));
        const Decimal quantity = decimal_of(content["Qty"]) * count;
        const Decimal price = item == nullptr ? Decimal() : decimal_of((*item)["UnitPrice"]);
        const Json detail = Json::Object{
            {"ItemRef", content["ItemRef"]}, {"Qty", Json(quantity)}, {"UnitPrice", Json(price)}};
        parts.push_back(Json::Object{{"Amount", money(quantity * price)},
                                     {"DetailType", "SalesItemLineDetail"},
                                     {"SalesItemLineDetail", detail}});
    }
    return parts;
}

std::optional<Fault> LineReader::read_bundle(const Json& line)
{
    const Json& sent = line["GroupLineDetail"];
    if (referred(sent, "GroupItemRef").empty()) {
        return missing("GroupItemRef");
    }
    if (auto problem = check_reference(company_, sent, "GroupItemRef", "Item")) {
        return problem;
    }
    const auto bundle = company_.table("Item").find(referred(sent, "GroupItemRef"));
    Json::Array parts;
    std::vector<SoldLine> sold_parts;
    Decimal total;
    for (const Json& part : parts_of(company_, *bundle, sent)) {
        if (referred(part["SalesItemLineDetail"], "ItemRef").empty()) {
            return missing("ItemRef");
        }
        SoldLine sold{.line = lines_.lines.size(), .part = parts.size()};
        auto built = built_item(part, sold);
        if (!built) {
            return built.error();
        }
        total += sold.amount;
        parts.push_back(*std::move(built));
        sold_parts.push_back(std::move(sold));
    }
    Json detail = Json::object();
    detail.set("GroupItemRef", reference_to(id_of(*bundle), (*bundle)["Name"].string_or()));
    detail.set("Quantity", sent["Quantity"].is_null() ? Json(1) : sent["Quantity"]);
    copy_members(detail, sent, {"ServiceDate"});
    detail.set("Line", std::move(parts));
    Json built = Json::object();
    copy_members(built, line, {"Description"});
    built.set("Amount", money(total)).set("DetailType", "GroupLineDetail");
    built.set("GroupLineDetail", std::move(detail));
    add(line, std::move(built));
    lines_.subtotal += total;
    std::ranges::move(sold_parts, std::back_inserter(lines_.sold));
    return std::nullopt;
}

std::optional<Fault> LineReader::read_description(const Json& line)
{
    Json built = Json::object();
    copy_members(built, line, {"Description"});
    built.set("DetailType", "DescriptionOnly").set("DescriptionLineDetail", Json::object());
    add(line, std::move(built));
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

void settle_discount(SalesLines& lines)
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

/// The detail of the line that was sold, inside its bundle where it is in one.
Json& detail_of(Json::Array& lines, const SoldLine& sold)
{
    Json& line = lines[sold.line];
    if (!sold.part) {
        return *line.find("SalesItemLineDetail");
    }
    Json& parts = *line.find("GroupLineDetail")->find("Line");
    return *(*parts.if_array())[*sold.part].find("SalesItemLineDetail");
}

/// The vendor's limits (its codes for them are not documented).
constexpr std::size_t lines_max = 10'000;
constexpr std::ptrdiff_t taxable_lines_max = 750;

bool is_taxable(const SoldLine& line)
{
    return line.tax_code.empty() ? line.is_taxable_by_default : line.tax_code != "NON";
}

} // namespace

void SalesLines::settle(const SoldLine& sold_line,
                        const std::string& tax_code,
                        const Decimal& net_amount)
{
    Json& detail = detail_of(lines, sold_line);
    if (!tax_code.empty()) {
        detail.set("TaxCodeRef", Json::Object{{"value", tax_code}});
    }
    if (net_amount == sold_line.amount) {
        return;
    }
    detail.set("TaxInclusiveAmt", money(sold_line.gross.value_or(sold_line.amount)));
    Json& line = lines[sold_line.line];
    const Decimal before = decimal_of(line["Amount"]);
    line.set("Amount", money(before - sold_line.amount + net_amount));
    if (sold_line.part) {
        Json& parts = *line.find("GroupLineDetail")->find("Line");
        (*parts.if_array())[*sold_line.part].set("Amount", money(net_amount));
    }
    subtotal = subtotal - sold_line.amount + net_amount;
}

void SalesLines::set_discount(const Decimal& amount)
{
    discount->set("Amount", money(amount));
    discount_amount = amount;
}

Json SalesLines::to_json() const
{
    Json::Array all = lines;
    all.push_back(Json::Object{{"Amount", money(subtotal)},
                               {"DetailType", "SubTotalLineDetail"},
                               {"SubTotalLineDetail", Json::object()}});
    if (discount) {
        all.push_back(*discount);
    }
    return all;
}

Outcome<SalesLines>
read_lines(const Company& company, const Json& customer, const Json& list, const Json& old)
{
    if (list.if_array()->size() > lines_max) {
        return std::unexpected(business_fault("A transaction has at most 10,000 lines."));
    }
    LineReader reader(company, customer, old);
    for (const Json& line : *list.if_array()) {
        if (auto problem = reader.read(line)) {
            return std::unexpected(*std::move(problem));
        }
    }
    SalesLines lines = reader.take();
    if (lines.lines.empty()) {
        return std::unexpected(missing("Line"));
    }
    if (std::ranges::count_if(lines.sold, is_taxable) > taxable_lines_max) {
        return std::unexpected(business_fault("A transaction has at most 750 taxable lines."));
    }
    if (lines.discount) {
        settle_discount(lines);
    }
    return lines;
}

} // namespace emulator::quickbooks
