#include "web/money_wire.hpp"

#include "web/order_wire.hpp"
#include "web/settings_wire.hpp"

namespace billbridge::web {

namespace {

Json optional_decimal(const std::optional<Decimal>& value)
{
    return value ? Json(to_string(*value)) : Json();
}

Json optional_day(const std::optional<Date>& day)
{
    return day ? Json(to_string(*day)) : Json();
}

Json optional_id(const std::string& id)
{
    return id.empty() ? Json() : Json(id);
}

Json choices_json(const std::vector<BooksChoice>& choices)
{
    Json list = Json::array();
    for (const BooksChoice& choice : choices) {
        Json json;
        json.set("id", choice.id).set("name", choice.name);
        list.push_back(std::move(json));
    }
    return list;
}

Json terms_json(const std::vector<BooksTerm>& terms)
{
    Json list = Json::array();
    for (const BooksTerm& term : terms) {
        Json json;
        json.set("id", to_string(term.id)).set("name", term.name);
        list.push_back(std::move(json));
    }
    return list;
}

Json tax_json(const OrderTax& tax, const TaxRules& rules)
{
    Json codes = Json::array();
    for (const TaxCode& code : rules.codes) {
        Json json;
        json.set("id", to_string(code.id)).set("name", code.name);
        json.set("percent", to_string(total_percent(code)));
        codes.push_back(std::move(json));
    }
    const TaxCodeId& code = tax.code.value().empty() ? rules.default_code : tax.code;
    Json json;
    json.set("model", name(rules.model)).set("treatment", name(tax.treatment));
    json.set("codes", std::move(codes)).set("code", optional_id(to_string(code)));
    return json;
}

Json features_json(const SalesRules& rules, const BooksCompany& company)
{
    Json json;
    json.set("discount", rules.discounts).set("classes", rules.classes);
    json.set("locations", rules.locations);
    // Cards and bank debits are offered to American companies (facts 3.1).
    const bool is_online = rules.online_payment && company.country == "US";
    json.set("card_payment", is_online).set("bank_payment", is_online);
    return json;
}

Json deal_discounts_json(const std::vector<DealDiscount>& discounts)
{
    Json list = Json::array();
    for (const DealDiscount& one : discounts) {
        Json json = discount_json(one.discount);
        json.set("description", one.description);
        list.push_back(std::move(json));
    }
    return list;
}

Json installments_json(const std::vector<Installment>& installments)
{
    Json list = Json::array();
    for (const Installment& one : installments) {
        Json json;
        json.set("id", one.id).set("description", one.description);
        json.set("amount", to_string(one.amount));
        json.set("billing_date", optional_day(one.billing_date));
        list.push_back(std::move(json));
    }
    return list;
}

Json billing_json(const std::optional<Billing>& billing)
{
    if (!billing) {
        return {};
    }
    Json json;
    json.set("frequency", billing->frequency);
    json.set("cycles", billing->cycles ? Json(std::int64_t{*billing->cycles}) : Json());
    json.set("start", optional_day(billing->start));
    return json;
}

Json line_amount_json(const OrderLine& line)
{
    return has_amount(line) ? Json(to_string(posted(line).amount)) : Json();
}

/// Empty where the page does not tell the deal's value, or the currencies differ.
std::optional<Decimal> difference(const Totals& totals, const InvoiceOrder& order, const Json& deal)
{
    const auto value = deal["value"].decimal();
    if (!value || deal["currency"].string_or() != order.currency.code()) {
        return std::nullopt;
    }
    return beyond(totals, *value);
}

} // namespace

Json totals_json(const Totals& totals, const std::optional<Decimal>& deal_difference)
{
    Json tax = Json::array();
    for (const TaxAmount& one : totals.tax) {
        Json json;
        json.set("name", one.name).set("percent", to_string(one.percent));
        json.set("net", to_string(one.net)).set("amount", to_string(one.amount));
        tax.push_back(std::move(json));
    }
    Json json;
    json.set("subtotal", to_string(totals.subtotal)).set("discount", to_string(totals.discount));
    json.set("tax", std::move(tax)).set("tax_known", totals.tax_known);
    json.set("tax_total", to_string(totals.tax_total)).set("total", to_string(totals.total));
    json.set("deal_difference", optional_decimal(deal_difference));
    return json;
}

Json problems_json(const std::vector<Problem>& problems,
                   const text::Catalogue& catalogue,
                   text::Language language)
{
    Json list = Json::array();
    for (const Problem& problem : problems) {
        Json json;
        json.set("weight", problem.weight == Problem::Weight::blocks ? "blocks" : "warns");
        json.set("field", problem.field).set("key", problem.message.key);
        json.set("message", catalogue.text(problem.message, language));
        list.push_back(std::move(json));
    }
    return list;
}

void put_money(Json& json, const PreparedDraft& prepared)
{
    static const BooksLists none;
    const InvoiceDraft& draft = prepared.draft;
    const BooksLists& lists = prepared.lists ? *prepared.lists : none;
    json.set("exchange_rate", optional_decimal(draft.exchange_rate));
    json.set("tax", tax_json(draft.tax, tax_rules(prepared.company, prepared.lists.get())));
    json.set("numbering", Json(Json::Object{{"own", lists.rules.own_numbers}}));
    json.set("terms", terms_json(lists.terms)).set("term", term_json(prepared.settings.term));
    json.set("update_payer", prepared.settings.update_payer);
    json.set("number", "").set("message", "").set("memo", "");
    json.set("features", features_json(lists.rules, prepared.company));
    json.set("classes", choices_json(lists.classes));
    json.set("locations", choices_json(lists.locations));
    json.set("discount", discount_json(draft.discount));
    json.set("deal_discounts", deal_discounts_json(draft.deal_discounts));
    json.set("installments", installments_json(draft.installments));
    json.set("totals", totals_json(draft.totals, draft.deal_difference));
}

void put_money(Json& json, const DraftLine& drafted, const OrderLine& ordered)
{
    json.set("discount", discount_json(drafted.discount));
    json.set("tax_code", optional_id(to_string(drafted.tax_code)));
    json.set("taxable", drafted.taxable ? Json(*drafted.taxable) : Json());
    json.set("billing", billing_json(drafted.billing));
    json.set("amount", line_amount_json(ordered));
}

Json preview_json(const OrderPreview& preview,
                  const InvoiceOrder& order,
                  const Json& deal,
                  const text::Catalogue& catalogue,
                  text::Language language)
{
    Json lines = Json::array();
    for (const OrderLine& line : order.lines) {
        lines.push_back(Json(Json::Object{{"amount", line_amount_json(line)}}));
    }
    Json json;
    json.set("totals", totals_json(preview.totals, difference(preview.totals, order, deal)));
    json.set("problems", problems_json(preview.problems, catalogue, language));
    json.set("lines", std::move(lines)).set("due_date", to_string(preview.due_date));
    json.set("exchange_rate", optional_decimal(preview.exchange_rate));
    return json;
}

} // namespace billbridge::web
