#include "web/template_wire.hpp"

#include "web/wire.hpp"

#include <array>

namespace billbridge::web {

namespace {

using Kind = PaymentTerm::Kind;
constexpr std::array<std::pair<Kind, std::string_view>, 4> term_kinds = {
    {{Kind::due_on_receipt, "due_on_receipt"},
     {Kind::days, "days"},
     {Kind::end_of_month, "end_of_month"},
     {Kind::books, "books"}}};

Error wrong(const char* cause, std::string field)
{
    return invalid({"error.json", {}}, cause, std::move(field));
}

Json preset_term_json(const std::optional<PaymentTerm>& term)
{
    if (!term) {
        return {};
    }
    Json json;
    for (const auto& [kind, word] : term_kinds) {
        if (kind == term->kind) {
            json.set("kind", word);
        }
    }
    json.set("days", term->days);
    json.set("id", term->books_term.value().empty() ? Json() : Json(to_string(term->books_term)));
    return json;
}

Result<std::optional<PaymentTerm>> preset_term(const Json& json)
{
    if (json.is_null()) {
        return std::nullopt;
    }
    PaymentTerm term;
    bool is_known = false;
    for (const auto& [kind, word] : term_kinds) {
        if (json["kind"].string_or() == word) {
            term.kind = kind;
            is_known = true;
        }
    }
    const std::int64_t days = json["days"].int_or(json["days"].is_null() ? 0 : -1);
    if (!is_known) {
        return fail(wrong("not a payment term", "term"));
    }
    if (days < 0 || days > PaymentTerm::days_max) {
        return fail(invalid(
            {"error.term_days", {{"max", std::to_string(PaymentTerm::days_max)}}}, {}, "term"));
    }
    term.days = static_cast<int>(days);
    TRY(const std::string id, text_member(json, "id"));
    term.books_term = TermId(id);
    return term;
}

Json preset_discount_json(const std::optional<Discount>& discount)
{
    if (!discount) {
        return {};
    }
    Json json;
    json.set("kind", discount->kind == Discount::Kind::amount ? "amount" : "percentage");
    json.set("value", to_string(discount->value));
    return json;
}

Result<std::optional<Discount>> preset_discount(const Json& json)
{
    if (json.is_null()) {
        return std::nullopt;
    }
    const std::string kind = json["kind"].string_or();
    const auto value = json["value"].decimal();
    if ((kind != "amount" && kind != "percentage") || !value) {
        return fail(invalid({"error.discount", {}}, "not a discount", "discount"));
    }
    return Discount{kind == "amount" ? Discount::Kind::amount : Discount::Kind::percentage, *value};
}

Json template_json(const InvoiceTemplate& preset)
{
    Json json;
    json.set("id", preset.id).set("name", preset.name).set("message", preset.message);
    json.set("memo", preset.memo).set("term", preset_term_json(preset.term));
    json.set("discount", preset_discount_json(preset.discount));
    json.set("card_payment", preset.card_payment).set("bank_payment", preset.bank_payment);
    json.set("class", preset.class_id).set("location", preset.location_id);
    json.set("email_subject", preset.email_subject).set("email_text", preset.email_text);
    return json;
}

Result<InvoiceTemplate> template_from_json(const Json& json)
{
    InvoiceTemplate preset;
    TRY(preset.id, text_member(json, "id"));
    TRY(preset.name, text_member(json, "name"));
    TRY(preset.message, text_member(json, "message"));
    TRY(preset.memo, text_member(json, "memo"));
    TRY(preset.term, preset_term(json["term"]));
    TRY(preset.discount, preset_discount(json["discount"]));
    preset.card_payment = json["card_payment"].bool_or(false);
    preset.bank_payment = json["bank_payment"].bool_or(false);
    TRY(preset.class_id, text_member(json, "class"));
    TRY(preset.location_id, text_member(json, "location"));
    TRY(preset.email_subject, text_member(json, "email_subject"));
    TRY(preset.email_text, text_member(json, "email_text"));
    return preset;
}

} // namespace

Json templates_json(const KnownTemplates& known)
{
    Json list = Json::array();
    for (const InvoiceTemplate& preset : known.templates) {
        Json gone = Json::array();
        for (const std::string& member : gone_members(preset, *known.lists)) {
            gone.push_back(member);
        }
        Json json = template_json(preset);
        json.set("gone", std::move(gone));
        list.push_back(std::move(json));
    }
    return Json(Json::Object{{"templates", std::move(list)}});
}

Result<std::vector<InvoiceTemplate>> templates_from_json(const Json& json)
{
    const auto* list = json["templates"].if_array();
    if (list == nullptr) {
        return fail(wrong("no templates", "templates"));
    }
    std::vector<InvoiceTemplate> templates;
    for (std::size_t i = 0; i < list->size(); ++i) {
        auto preset = template_from_json((*list)[i]);
        if (!preset) {
            Error error = std::move(preset).error();
            error.field = "templates[" + std::to_string(i) + "]." + error.field;
            return fail(std::move(error));
        }
        templates.push_back(*std::move(preset));
    }
    return templates;
}

void put_kept(Json& draft, const PreparedDraft& prepared)
{
    Json templates = Json::array();
    for (const InvoiceTemplate& preset : prepared.templates) {
        templates.push_back(template_json(preset));
    }
    draft.set("template", "").set("templates", std::move(templates));
    Json kept;
    if (prepared.kept) {
        const auto form = Json::parse(prepared.kept->form.value_or("{}"));
        kept.set("version", prepared.kept->version).set("form", form.value_or(Json::object()));
        kept.set("kept_at", to_text(prepared.kept->kept_at)).set("kept_by", prepared.kept_by);
    }
    draft.set("kept", std::move(kept));
}

} // namespace billbridge::web
