#include "storage/order_json.hpp"

#include "base/json_map.hpp"
#include "storage/words.hpp"

namespace billbridge::storage {

namespace {

struct ContactRow {
    std::string kind;
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(ContactRow, (), (kind, id))

struct AddressRow {
    std::string text, street, city, region, postal_code, country;
};
BOOST_DESCRIBE_STRUCT(AddressRow, (), (text, street, city, region, postal_code, country))

struct DetailsRow {
    std::string name, email, tax_id;
    AddressRow address;
};
BOOST_DESCRIBE_STRUCT(DetailsRow, (), (name, email, tax_id, address))

struct DiscountRow {
    std::string kind;
    Decimal value;
};
BOOST_DESCRIBE_STRUCT(DiscountRow, (), (kind, value))

/// Members that came later are optional: orders that were stored before lack them.
struct LineRow {
    std::string item, description;
    Decimal quantity, unit_price;
    std::optional<DiscountRow> discount;
    std::optional<std::string> tax_code;
    std::optional<bool> taxable;
};
BOOST_DESCRIBE_STRUCT(LineRow,
                      (),
                      (item, description, quantity, unit_price, discount, tax_code, taxable))

struct ItemLinkRow {
    std::int64_t product = 0;
    std::int64_t variation = 0;
    std::string item, item_name;
};
BOOST_DESCRIBE_STRUCT(ItemLinkRow, (), (product, variation, item, item_name))

struct OrderRow {
    std::int64_t deal = 0;
    std::string deal_title;
    std::optional<ContactRow> contact;
    std::optional<std::string> payer;
    DetailsRow details;
    std::string currency, date, due_date;
    std::vector<LineRow> lines;
    std::vector<ItemLinkRow> item_links;
    std::optional<Decimal> exchange_rate;
    std::optional<std::string> term, number, message, memo, tax_treatment, tax_code, class_id,
        location_id, send_to;
    std::optional<bool> card_payment, bank_payment, update_payer;
    std::optional<DiscountRow> discount;
};
BOOST_DESCRIBE_STRUCT(OrderRow,
                      (),
                      (deal,
                       deal_title,
                       contact,
                       payer,
                       details,
                       currency,
                       date,
                       due_date,
                       lines,
                       item_links,
                       exchange_rate,
                       term,
                       number,
                       message,
                       memo,
                       tax_treatment,
                       tax_code,
                       class_id,
                       location_id,
                       send_to,
                       card_payment,
                       bank_payment,
                       update_payer,
                       discount))

struct ErrorRow {
    ErrorKind kind = ErrorKind::invalid;
    std::string key;
    Json args;
    std::string cause, field;
};
BOOST_DESCRIBE_STRUCT(ErrorRow, (), (kind, key, args, cause, field))

/// What was written here must read back; otherwise the database was altered.
template <class T>
T required(Result<T> result)
{
    if (!result) {
        throw StoreFailure("a stored text does not read: " + result.error().field + " " +
                           result.error().cause);
    }
    return *std::move(result);
}

AddressRow row_of(const Address& a)
{
    return {a.text, a.street, a.city, a.region, a.postal_code, a.country};
}

Address address_of(const AddressRow& a)
{
    return {a.text, a.street, a.city, a.region, a.postal_code, a.country};
}

std::optional<DiscountRow> row_of(const std::optional<Discount>& discount)
{
    if (!discount) {
        return std::nullopt;
    }
    return DiscountRow{word(discount_words, discount->kind), discount->value};
}

std::optional<Discount> discount_of(const std::optional<DiscountRow>& row)
{
    if (!row) {
        return std::nullopt;
    }
    return Discount{from_word(discount_words, row->kind), row->value};
}

LineRow row_of(const OrderLine& line)
{
    return {to_string(line.item),
            line.description,
            line.quantity,
            line.unit_price,
            row_of(line.discount),
            to_string(line.tax_code),
            line.taxable};
}

OrderLine line_of(const LineRow& row)
{
    return {ItemId(row.item),
            row.description,
            row.quantity,
            row.unit_price,
            discount_of(row.discount),
            TaxCodeId(row.tax_code.value_or("")),
            row.taxable};
}

void put_terms(const InvoiceOrder& order, OrderRow& row)
{
    row.exchange_rate = order.exchange_rate;
    row.term = to_string(order.term);
    row.number = order.number;
    row.message = order.message;
    row.memo = order.memo;
    row.tax_treatment = word(treatment_words, order.tax.treatment);
    row.tax_code = to_string(order.tax.code);
    row.class_id = order.class_id;
    row.location_id = order.location_id;
    row.send_to = order.send_to;
    row.card_payment = order.card_payment;
    row.bank_payment = order.bank_payment;
    row.update_payer = order.update_payer;
    row.discount = row_of(order.discount);
}

void read_terms(const OrderRow& row, InvoiceOrder& order)
{
    order.exchange_rate = row.exchange_rate;
    order.term = TermId(row.term.value_or(""));
    order.number = row.number.value_or("");
    order.message = row.message.value_or("");
    order.memo = row.memo.value_or("");
    if (row.tax_treatment) {
        order.tax.treatment = from_word(treatment_words, *row.tax_treatment);
    }
    order.tax.code = TaxCodeId(row.tax_code.value_or(""));
    order.class_id = row.class_id.value_or("");
    order.location_id = row.location_id.value_or("");
    order.send_to = row.send_to.value_or("");
    order.card_payment = row.card_payment.value_or(false);
    order.bank_payment = row.bank_payment.value_or(false);
    order.update_payer = row.update_payer.value_or(false);
    order.discount = discount_of(row.discount);
}

} // namespace

std::string to_text(const InvoiceOrder& order)
{
    OrderRow row;
    row.deal = order.deal.value();
    row.deal_title = order.deal_title;
    if (order.contact) {
        row.contact = ContactRow{std::string(name(order.contact->kind)), order.contact->id};
    }
    if (order.payer) {
        row.payer = to_string(*order.payer);
    }
    const PayerDetails& details = order.details;
    row.details = {details.name, details.email, details.tax_id, row_of(details.address)};
    row.currency = order.currency.code();
    row.date = to_string(order.date);
    row.due_date = to_string(order.due_date);
    for (const OrderLine& line : order.lines) {
        row.lines.push_back(row_of(line));
    }
    for (const ItemLink& link : order.item_links) {
        row.item_links.push_back(
            {link.product.value(), link.variation, to_string(link.item), link.item_name});
    }
    put_terms(order, row);
    return to_json(row).dump();
}

InvoiceOrder order_from_text(const std::string& text)
{
    const auto row = required(parse_json<OrderRow>(text));
    InvoiceOrder order;
    order.deal = DealId(row.deal);
    order.deal_title = row.deal_title;
    if (row.contact) {
        order.contact = Contact{required(parse_record_kind(row.contact->kind)), row.contact->id};
    }
    if (row.payer) {
        order.payer = PayerId(*row.payer);
    }
    order.details = {
        row.details.name, address_of(row.details.address), row.details.email, row.details.tax_id};
    order.currency = required(Currency::parse(row.currency));
    order.date = required(Date::parse(row.date));
    order.due_date = required(Date::parse(row.due_date));
    for (const LineRow& line : row.lines) {
        order.lines.push_back(line_of(line));
    }
    read_terms(row, order);
    for (const ItemLinkRow& link : row.item_links) {
        order.item_links.push_back(
            {ProductId(link.product), link.variation, ItemId(link.item), link.item_name});
    }
    return order;
}

std::string to_text(const Error& error)
{
    ErrorRow row{error.kind, error.message.key, Json::object(), error.cause, error.field};
    for (const auto& [name, value] : error.message.args) {
        row.args.set(name, value);
    }
    return to_json(row).dump();
}

Error error_from_text(const std::string& text)
{
    const auto row = required(parse_json<ErrorRow>(text));
    Error error{row.kind, {row.key, {}}, row.cause, std::nullopt, row.field};
    if (const auto* args = row.args.if_object()) {
        for (const auto& [name, value] : *args) {
            error.message.args[name] = value.string_or();
        }
    }
    return error;
}

} // namespace billbridge::storage
