#include "pipedrive/translate.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace billbridge::pipedrive {

namespace {

Error strange(const char* what, const Json& json)
{
    return unavailable({"error.crm_unavailable", {}},
                       std::string("pipedrive: ") + what + ": " + json.dump().substr(0, 200));
}

std::string joined(std::initializer_list<std::string> parts, const char* separator)
{
    std::string text;
    for (const auto& part : parts) {
        text += part.empty() ? "" : (text.empty() ? "" : separator) + part;
    }
    return text;
}

Address address_of(const Json& json)
{
    Address address;
    address.text = json["value"].string_or(json["formatted_address"].string_or());
    address.street = joined({json["street_number"].string_or(), json["route"].string_or()}, " ");
    const std::string unit = json["subpremise"].string_or();
    if (!unit.empty() && !address.street.empty()) {
        address.street += " / " + unit;
    }
    address.city = json["locality"].string_or();
    address.region = json["admin_area_level_1"].string_or();
    address.postal_code = json["postal_code"].string_or();
    address.country = json["country"].string_or();
    return address;
}

std::string scalar_text(const Json& value)
{
    if (const auto* number = value.if_number()) {
        return number->text;
    }
    return value.string_or();
}

/// One custom field's value; its shape tells its type (facts 4.9, with option labels).
FieldValue field_value(const Json& value)
{
    if (const auto* list = value.if_array()) { // a set of options
        std::string text;
        for (const Json& option : *list) {
            text += (text.empty() ? "" : ", ") + option["label"].string_or();
        }
        return {text, {}};
    }
    if (value.if_object() == nullptr) {
        return {scalar_text(value), {}};
    }
    if (value.find("label") != nullptr) { // an option
        return {value["label"].string_or(), {}};
    }
    if (value.find("locality") != nullptr || value.find("postal_code") != nullptr) {
        Address address = address_of(value);
        std::string text = address.text;
        return {std::move(text), std::move(address)};
    }
    // money, or the start of a range
    return {joined({scalar_text(value["value"]), value["currency"].string_or()}, " "), {}};
}

void put(FieldValues& fields, const std::string& code, FieldValue value)
{
    if (!value.text.empty() || value.address) {
        fields[code] = std::move(value);
    }
}

/// Of a deal, person or organization.
template <class Record>
void put_custom(Record& record, const Json& data)
{
    if (const auto* custom = data["custom_fields"].if_object()) {
        record.custom_codes.emplace();
        for (const auto& [code, value] : *custom) {
            put(record.fields, code, field_value(value));
            record.custom_codes->insert(code);
        }
    }
}

/// The primary e-mail or phone, else the first.
std::string primary_of(const Json& list)
{
    const auto* entries = list.if_array();
    if (entries == nullptr || entries->empty()) {
        return {};
    }
    const auto primary = std::ranges::find_if(
        *entries, [](const Json& entry) { return entry["primary"].bool_or(false); });
    return (primary == entries->end() ? entries->front() : *primary)["value"].string_or();
}

/// Every e-mail address with its label, the primary first (facts 4.6).
std::vector<LabelledEmail> emails_of(const Json& list)
{
    std::vector<LabelledEmail> emails;
    const auto* entries = list.if_array();
    for (const Json& entry : entries == nullptr ? Json::Array() : *entries) {
        LabelledEmail email{entry["value"].string_or(), entry["label"].string_or()};
        const bool is_primary = entry["primary"].bool_or(false);
        if (!email.address.empty()) {
            emails.insert(is_primary ? emails.begin() : emails.end(), std::move(email));
        }
    }
    return emails;
}

std::optional<std::int64_t> positive(const Json& json)
{
    const std::int64_t id = json.int_or(0);
    return id > 0 ? std::optional(id) : std::nullopt;
}

Decimal decimal_or_zero(const Json& json)
{
    return json.decimal().value_or(Decimal());
}

TaxMethod tax_method(const std::string& word)
{
    return word == "inclusive"   ? TaxMethod::inclusive
           : word == "exclusive" ? TaxMethod::exclusive
                                 : TaxMethod::none;
}

/// The types whose value reads as text, or is an address. The rest of the table of facts 4.9 names
/// people, dates in ranges and internals: nothing to print on an invoice.
constexpr std::array<std::string_view, 12> mappable_types = {"varchar",
                                                             "varchar_auto",
                                                             "varchar_options",
                                                             "text",
                                                             "phone",
                                                             "email",
                                                             "double",
                                                             "monetary",
                                                             "enum",
                                                             "set",
                                                             "date",
                                                             "address"};

/// System fields whose value is one text, number or day and means something on an invoice. What a
/// company's plan or settings leave out is absent from its records and from its definitions.
constexpr std::string_view deal_plain[] = {
    "title", "value", "currency", "expected_close_date", "lost_reason", "channel_id", "origin_id"};
constexpr std::string_view person_plain[] = {
    "name", "first_name", "last_name", "job_title", "birthday"};
constexpr std::string_view organization_plain[] = {
    "name", "website", "linkedin", "annual_revenue", "employee_count"};

std::span<const std::string_view> plain_fields(RecordKind record)
{
    switch (record) {
    case RecordKind::deal:
        return deal_plain;
    case RecordKind::person:
        return person_plain;
    case RecordKind::organization:
        return organization_plain;
    }
    return {};
}

void put_plain(FieldValues& fields, RecordKind record, const Json& data)
{
    for (const std::string_view code : plain_fields(record)) {
        put(fields, std::string(code), {scalar_text(data[code]), {}});
    }
}

void put_address(FieldValues& fields, const std::string& code, const Json& data)
{
    if (data.if_object() == nullptr) {
        return;
    }
    Address address = address_of(data);
    if (!address.empty()) {
        std::string text = address.text;
        put(fields, code, {std::move(text), std::move(address)});
    }
}

/// System fields that `deal_of`, `person_of` and `organization_of` fill, by record.
bool is_filled_system_field(RecordKind record, std::string_view code)
{
    const auto plain = plain_fields(record);
    if (std::ranges::find(plain, code) != plain.end()) {
        return true;
    }
    switch (record) {
    case RecordKind::deal:
        return false;
    case RecordKind::person:
        return code == "email" || code == "phone" || code == "postal_address";
    case RecordKind::organization:
        return code == "address";
    }
    return false;
}

/// v2 records say `emails`, their field definitions may as well; we store one value, singular.
std::string our_code(const std::string& code)
{
    return code == "emails" ? "email" : code == "phones" ? "phone" : code;
}

} // namespace

std::optional<std::int64_t> person_id(const Json& deal)
{
    return positive(deal["person_id"]);
}

std::optional<std::int64_t> organization_id(const Json& deal)
{
    return positive(deal["org_id"]);
}

Result<Deal> deal_of(const Json& data)
{
    const auto id = positive(data["id"]);
    if (!id) {
        return fail(strange("a deal without id", data));
    }
    Deal deal;
    deal.id = DealId(*id);
    deal.title = data["title"].string_or();
    deal.currency = data["currency"].string_or();
    deal.value = decimal_or_zero(data["value"]);
    put_plain(deal.fields, RecordKind::deal, data);
    put_custom(deal, data);
    return deal;
}

namespace {

Discount::Kind kind_of_discount(std::string_view word)
{
    return word == "amount" ? Discount::Kind::amount : Discount::Kind::percentage;
}

std::optional<Date> day_of(const Json& json)
{
    const auto day = Date::parse(json.string_or());
    return day ? std::optional(*day) : std::nullopt;
}

std::optional<Billing> billing_of(const Json& data)
{
    Billing billing;
    billing.frequency = data["billing_frequency"].string_or();
    if (billing.frequency.empty() || billing.frequency == "one-time") {
        return std::nullopt;
    }
    if (!data["billing_frequency_cycles"].is_null()) {
        billing.cycles = static_cast<int>(data["billing_frequency_cycles"].int_or(0));
    }
    billing.start = day_of(data["billing_start_date"]);
    return billing;
}

} // namespace

Result<DealLine> line_of(const Json& data)
{
    const auto quantity = data["quantity"].decimal();
    const auto price = data["item_price"].decimal();
    if (!quantity || !price) {
        return fail(strange("a product without quantity or price", data));
    }
    DealLine line;
    line.id = data["id"].int_or(0);
    line.product = ProductId(data["product_id"].int_or(0));
    line.variation = positive(data["product_variation_id"]);
    line.name = data["name"].string_or();
    line.comment = data["comments"].string_or();
    line.quantity = *quantity;
    line.unit_price = *price;
    line.discount.kind = kind_of_discount(data["discount_type"].string_or());
    line.discount.value = decimal_or_zero(data["discount"]);
    line.tax_percent = decimal_or_zero(data["tax"]);
    line.tax_method = tax_method(data["tax_method"].string_or());
    line.billing = billing_of(data);
    line.enabled = data["is_enabled"].bool_or(true);
    return line;
}

Result<Product> product_of(const Json& data)
{
    const auto id = positive(data["id"]);
    if (!id) {
        return fail(strange("a product without id", data));
    }
    Product product;
    product.id = ProductId(*id);
    product.name = data["name"].string_or();
    product.code = data["code"].string_or();
    if (const auto* prices = data["prices"].if_array()) {
        for (const Json& price : *prices) {
            if (const auto value = price["price"].decimal()) {
                product.prices.emplace(price["currency"].string_or(), *value);
            }
        }
    }
    return product;
}

DealDiscount deal_discount_of(const Json& data)
{
    return {data["description"].string_or(),
            {kind_of_discount(data["type"].string_or()), decimal_or_zero(data["amount"])}};
}

Installment installment_of(const Json& data)
{
    return {data["id"].int_or(0),
            data["description"].string_or(),
            decimal_or_zero(data["amount"]),
            day_of(data["billing_date"])};
}

Person person_of(const Json& data)
{
    Person person;
    person.id = PersonId(data["id"].int_or(0));
    person.name = data["name"].string_or();
    put_plain(person.fields, RecordKind::person, data);
    person.emails = emails_of(data["emails"]);
    put(person.fields, "email", {primary_of(data["emails"]), {}});
    put(person.fields, "phone", {primary_of(data["phones"]), {}});
    put_address(person.fields, "postal_address", data["postal_address"]);
    put_custom(person, data);
    return person;
}

Organization organization_of(const Json& data)
{
    Organization organization;
    organization.id = OrganizationId(data["id"].int_or(0));
    organization.name = data["name"].string_or();
    put_plain(organization.fields, RecordKind::organization, data);
    put_address(organization.fields, "address", data["address"]);
    put_custom(organization, data);
    return organization;
}

std::optional<CrmField> field_of(const Json& definition, RecordKind record)
{
    CrmField field;
    field.record = record;
    field.code = our_code(definition["field_code"].string_or());
    field.name = definition["field_name"].string_or();
    field.is_custom = definition["is_custom_field"].bool_or(false);
    const std::string type = definition["field_type"].string_or();
    field.is_address = type == "address";
    const bool mappable = field.is_custom
                              ? std::ranges::find(mappable_types, type) != mappable_types.end()
                              : is_filled_system_field(record, field.code);
    if (!mappable || field.code.empty()) {
        return std::nullopt;
    }
    return field;
}

std::optional<DealTitle> deal_title_of(const Json& data)
{
    const auto id = positive(data["id"]);
    if (!id) {
        return std::nullopt;
    }
    return DealTitle{DealId(*id), data["title"].string_or()};
}

Result<CrmUser> user_of(const Json& data)
{
    const auto user_id = positive(data["id"]);
    const auto company_id = positive(data["company_id"]);
    if (!user_id || !company_id) {
        return fail(strange("a user without id or company", data));
    }
    CrmUser user;
    user.user = UserId(*user_id);
    user.company = CompanyId(*company_id);
    user.name = data["name"].string_or();
    user.email = data["email"].string_or();
    user.company_name = data["company_name"].string_or();
    user.company_domain = data["company_domain"].string_or();
    user.language = data["language"]["language_code"].string_or("en");
    user.time_zone = data["timezone_name"].string_or();
    if (const auto* access = data["access"].if_array()) {
        user.is_admin = std::ranges::any_of(*access, [](const Json& entry) {
            return entry["app"].string_or() == "sales" && entry["admin"].bool_or(false);
        });
    }
    return user;
}

} // namespace billbridge::pipedrive
