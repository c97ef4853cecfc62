#include "storage/order_json.hpp"

#include "base/json_map.hpp"
#include "storage/sql.hpp"

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

struct LineRow {
    std::string item, description;
    Decimal quantity, unit_price;
};
BOOST_DESCRIBE_STRUCT(LineRow, (), (item, description, quantity, unit_price))

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
};
BOOST_DESCRIBE_STRUCT(
    OrderRow,
    (),
    (deal, deal_title, contact, payer, details, currency, date, due_date, lines, item_links))

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
        row.lines.push_back(
            {to_string(line.item), line.description, line.quantity, line.unit_price});
    }
    for (const ItemLink& link : order.item_links) {
        row.item_links.push_back(
            {link.product.value(), link.variation, to_string(link.item), link.item_name});
    }
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
        order.lines.push_back(
            {ItemId(line.item), line.description, line.quantity, line.unit_price});
    }
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
