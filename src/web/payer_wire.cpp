#include "web/payer_wire.hpp"

#include "web/wire.hpp"

namespace billbridge::web {

namespace {

std::string_view name(PayerSuggestion::Reason reason)
{
    return reason == PayerSuggestion::Reason::name ? "name" : "email";
}

std::string_view name(ItemSuggestion::Reason reason)
{
    switch (reason) {
    case ItemSuggestion::Reason::code:
        return "code";
    case ItemSuggestion::Reason::name:
        return "name";
    case ItemSuggestion::Reason::product:
        return "product";
    }
    return {};
}

Json price_json(const std::optional<Decimal>& price)
{
    return price ? Json(to_string(*price)) : Json();
}

Json texts_json(const std::vector<TextChoice>& choices,
                const text::Catalogue& catalogue,
                text::Language language)
{
    Json list = Json::array();
    for (const TextChoice& choice : choices) {
        Json json;
        json.set("label", catalogue.text(choice.label, language)).set("text", choice.text);
        list.push_back(std::move(json));
    }
    return list;
}

} // namespace

Json address_json(const Address& address)
{
    Json json;
    json.set("text", address.text).set("street", address.street).set("city", address.city);
    json.set("region", address.region).set("postal_code", address.postal_code);
    json.set("country", address.country);
    return json;
}

Json payer_json(const Payer& payer)
{
    Json json;
    json.set("id", to_string(payer.id)).set("name", payer.name).set("email", payer.email);
    json.set("phone", payer.phone).set("currency", payer.currency.code());
    json.set("balance", to_string(payer.balance)).set("active", payer.active);
    json.set("tax_id_masked", payer.tax_id_masked).set("address", address_json(payer.address));
    json.set("notes", payer.notes);
    return json;
}

Json payers_json(const std::vector<Payer>& payers)
{
    Json list = Json::array();
    for (const Payer& payer : payers) {
        list.push_back(payer_json(payer));
    }
    return Json(Json::Object{{"payers", std::move(list)}});
}

Json holder_json(const std::optional<NameHolder>& holder)
{
    if (!holder) {
        return {};
    }
    Json json;
    json.set("kind", holder->payer ? "customer" : "other");
    json.set("payer", holder->payer ? payer_json(*holder->payer) : Json());
    return json;
}

Result<PayerDetails> details_from_json(const Json& json)
{
    PayerDetails details;
    const Json& address = json["address"];
    TRY(details.name, text_member(json, "name"));
    TRY(details.email, text_member(json, "email"));
    TRY(details.tax_id, text_member(json, "tax_id"));
    TRY(details.address.text, text_member(address, "text"));
    TRY(details.address.street, text_member(address, "street"));
    TRY(details.address.city, text_member(address, "city"));
    TRY(details.address.region, text_member(address, "region"));
    TRY(details.address.postal_code, text_member(address, "postal_code"));
    TRY(details.address.country, text_member(address, "country"));
    return details;
}

Json item_json(const Item& item)
{
    Json json;
    json.set("id", to_string(item.id)).set("name", item.name).set("code", item.code);
    json.set("description", item.description).set("unit_price", price_json(item.unit_price));
    json.set("taxable", item.taxable);
    json.set("tax_code", item.tax_code_id.empty() ? Json() : Json(item.tax_code_id));
    json.set("active", item.active);
    return json;
}

Json items_json(const std::vector<Item>& items)
{
    Json list = Json::array();
    for (const Item& item : items) {
        list.push_back(item_json(item));
    }
    return Json(Json::Object{{"items", std::move(list)}});
}

Result<NewItem> new_item_from_json(const Json& json)
{
    NewItem item;
    TRY(item.name, text_member(json, "name"));
    TRY(item.code, text_member(json, "code"));
    TRY(item.description, text_member(json, "description"));
    const Json& price = json["unit_price"];
    if (!price.is_null() && price != Json("")) {
        auto number = price.decimal();
        if (!number) {
            Error error = std::move(number).error();
            error.field = "unit_price";
            return fail(std::move(error));
        }
        item.unit_price = *number;
    }
    TRY(const std::string account, text_member(json, "income_account"));
    item.income_account = AccountId(account);
    item.taxable = json["taxable"].bool_or(false);
    return item;
}

void put_customer(Json& draft,
                  const InvoiceDraft& from,
                  const text::Catalogue& catalogue,
                  text::Language language)
{
    Json addresses = Json::array();
    for (const AddressChoice& choice : from.choices.addresses) {
        Json json;
        json.set("label", catalogue.text(choice.label, language));
        json.set("address", address_json(choice.address));
        addresses.push_back(std::move(json));
    }
    Json choices;
    choices.set("names", texts_json(from.choices.names, catalogue, language));
    choices.set("emails", texts_json(from.choices.emails, catalogue, language));
    choices.set("addresses", std::move(addresses));
    draft.set("choices", std::move(choices));
    Json suggestion;
    if (from.payer_suggestion) {
        suggestion.set("payer", payer_json(from.payer_suggestion->payer));
        suggestion.set("reason", name(from.payer_suggestion->reason));
    }
    draft.set("payer_suggestion", std::move(suggestion));
}

void put_product(Json& line, const DraftLine& from)
{
    line.set("product_name", from.product_name).set("product_code", from.product_code);
    line.set("product_price", from.product_price ? to_string(*from.product_price) : std::string());
    Json suggestion;
    if (from.suggestion) {
        suggestion.set("id", to_string(from.suggestion->item)).set("name", from.suggestion->name);
        suggestion.set("reason", name(from.suggestion->reason));
    }
    line.set("suggestion", std::move(suggestion));
}

} // namespace billbridge::web
