#include "web/order_wire.hpp"

#include "web/payer_wire.hpp"
#include "web/settings_wire.hpp"
#include "web/wire.hpp"

#include <array>

namespace billbridge::web {

namespace {

Error not_text(std::string_view what, std::string field)
{
    return invalid({"error.json", {}}, std::string(what), std::move(field));
}

/// Reads members one by one; what cannot be read becomes a problem of its field.
class OrderReader {
public:
    explicit OrderReader(const Json& json) : json_(json) {}

    Result<ReadOrder> read()
    {
        TRY_DO(subject());
        TRY_DO(details());
        TRY_DO(terms());
        TRY_DO(texts());
        TRY_DO(lines());
        return std::move(read_);
    }

private:
    void problem(std::string field, Message message)
    {
        read_.problems.push_back({Problem::Weight::blocks, std::move(field), std::move(message)});
    }

    Decimal decimal(const Json& json, const std::string& field)
    {
        auto value = json.decimal();
        if (!value) {
            problem(field, std::move(value).error().message);
            return {};
        }
        return *std::move(value);
    }

    Date day(const Json& json, const std::string& field)
    {
        auto value = Date::parse(json.string_or());
        if (!value) {
            problem(field, std::move(value).error().message);
            return {};
        }
        return *value;
    }

    std::optional<Discount> discount(const Json& json, const std::string& field)
    {
        if (json.is_null()) {
            return std::nullopt;
        }
        const bool is_amount = json["kind"].string_or() == "amount";
        return Discount{is_amount ? Discount::Kind::amount : Discount::Kind::percentage,
                        decimal(json["value"], field)};
    }

    Result<void> text(const Json& json, const char* name, std::string& into)
    {
        TRY(into, text_member(json, name));
        return {};
    }

    Result<void> subject()
    {
        InvoiceOrder& order = read_.order;
        order.deal = DealId(json_["deal"].int_or(0));
        if (order.deal.value() <= 0) {
            return fail(not_text("no deal", "deal"));
        }
        TRY_DO(text(json_, "deal_title", order.deal_title));
        TRY(order.contact, contact());
        TRY(const std::string payer, text_member(json_, "payer"));
        if (!payer.empty()) {
            order.payer = PayerId(payer);
        }
        order.update_payer = json_["update_payer"].bool_or(false);
        return {};
    }

    Result<std::optional<Contact>> contact() const
    {
        const Json& json = json_["contact"];
        if (json.is_null()) {
            return std::nullopt;
        }
        auto kind = parse_record_kind(json["kind"].string_or());
        const std::int64_t id = json["id"].int_or(0);
        if (!kind || *kind == RecordKind::deal || id <= 0) {
            return fail(not_text("not a contact", "contact"));
        }
        return Contact{*kind, id};
    }

    Result<void> details()
    {
        auto details = details_from_json(json_["details"]);
        if (!details) {
            Error error = std::move(details).error();
            error.field = "details." + error.field;
            return fail(std::move(error));
        }
        read_.order.details = *std::move(details);
        return {};
    }

    Result<void> terms()
    {
        InvoiceOrder& order = read_.order;
        auto currency = Currency::parse(json_["currency"].string_or());
        if (currency) {
            order.currency = *std::move(currency);
        } else {
            problem("currency", std::move(currency).error().message);
        }
        if (!json_["exchange_rate"].is_null()) {
            order.exchange_rate = decimal(json_["exchange_rate"], "exchange_rate");
        }
        order.date = day(json_["date"], "date");
        order.due_date = day(json_["due_date"], "due_date");
        TRY(const std::string term, text_member(json_, "term"));
        order.term = TermId(term);
        const Json& tax = json_["tax"];
        if (!tax.is_null()) {
            TRY(order.tax.treatment, treatment_from_json(tax));
            TRY(const std::string code, text_member(tax, "code"));
            order.tax.code = TaxCodeId(code);
        }
        order.discount = discount(json_["discount"], "discount");
        order.card_payment = json_["card_payment"].bool_or(false);
        order.bank_payment = json_["bank_payment"].bool_or(false);
        return {};
    }

    Result<void> texts()
    {
        InvoiceOrder& order = read_.order;
        TRY_DO(text(json_, "number", order.number));
        TRY_DO(text(json_, "message", order.message));
        TRY_DO(text(json_, "memo", order.memo));
        TRY_DO(text(json_, "class", order.class_id));
        TRY_DO(text(json_, "location", order.location_id));
        TRY_DO(text(json_, "send_to", order.send_to));
        return {};
    }

    Result<void> lines()
    {
        const auto* lines = json_["lines"].if_array();
        if (lines == nullptr) {
            return fail(not_text("no lines", "lines"));
        }
        for (std::size_t i = 0; i < lines->size(); ++i) {
            const std::string at = "lines[" + std::to_string(i) + "]";
            if (auto read = line((*lines)[i], at + "."); !read) {
                Error error = std::move(read).error();
                error.field = error.field.empty() ? at : at + "." + error.field;
                return fail(std::move(error));
            }
        }
        return {};
    }

    Result<void> line(const Json& json, const std::string& at)
    {
        OrderLine line;
        TRY(const std::string item, text_member(json, "item"));
        line.item = ItemId(item);
        TRY_DO(text(json, "description", line.description));
        line.quantity = decimal(json["quantity"], at + "quantity");
        line.unit_price = decimal(json["unit_price"], at + "unit_price");
        line.discount = discount(json["discount"], at + "discount");
        TRY(const std::string code, text_member(json, "tax_code"));
        line.tax_code = TaxCodeId(code);
        if (!json["taxable"].is_null()) {
            line.taxable = json["taxable"].bool_or(false);
        }
        const std::int64_t product = json["product"].int_or(0);
        if (product > 0 && !item.empty()) {
            TRY(std::string item_name, text_member(json, "item_name"));
            read_.order.item_links.push_back(
                {ProductId(product), json["variation"].int_or(0), line.item, std::move(item_name)});
        }
        read_.order.lines.push_back(std::move(line));
        return {};
    }

    const Json& json_;
    ReadOrder read_;
};

} // namespace

Result<ReadOrder> read_order(const Json& json)
{
    return OrderReader(json).read();
}

Result<InvoiceOrder> order_from_json(const Json& json)
{
    TRY(ReadOrder read, read_order(json));
    if (!read.problems.empty()) {
        Problem& first = read.problems.front();
        return fail(invalid(std::move(first.message), {}, std::move(first.field)));
    }
    return std::move(read.order);
}

Json discount_json(const std::optional<Discount>& discount)
{
    if (!discount) {
        return {};
    }
    Json json;
    json.set("kind", discount->kind == Discount::Kind::amount ? "amount" : "percentage");
    json.set("value", to_string(discount->value));
    return json;
}

} // namespace billbridge::web
