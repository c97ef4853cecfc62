#include "web/settings_wire.hpp"

#include "web/wire.hpp"

namespace billbridge::web {

namespace {

template <class Enum>
struct Word {
    Enum value;
    std::string_view text;
};

constexpr Word<PaymentTerm::Kind> term_words[] = {
    {PaymentTerm::Kind::due_on_receipt, "due_on_receipt"},
    {PaymentTerm::Kind::days, "days"},
    {PaymentTerm::Kind::end_of_month, "end_of_month"},
    {PaymentTerm::Kind::books, "books"}};
constexpr Word<TaxTreatment> treatment_words[] = {{TaxTreatment::exclusive, "exclusive"},
                                                  {TaxTreatment::inclusive, "inclusive"},
                                                  {TaxTreatment::none, "none"}};
constexpr Word<TaxModel> model_words[] = {{TaxModel::none, "none"},
                                          {TaxModel::us_manual, "us_manual"},
                                          {TaxModel::us_automated, "us_automated"},
                                          {TaxModel::global, "global"}};

/// An id of the books is a few digits; nothing longer is stored.
constexpr std::size_t id_max = 50;

template <class Enum, std::size_t Count>
std::string_view text_of(const Word<Enum> (&words)[Count], Enum value)
{
    for (const auto& word : words) {
        if (word.value == value) {
            return word.text;
        }
    }
    return {};
}

Error not_readable(std::string field, std::string cause)
{
    return invalid({"error.json", {}}, std::move(cause), std::move(field));
}

template <class Enum, std::size_t Count>
Result<Enum>
word_member(const Word<Enum> (&words)[Count], const Json& json, const std::string& member)
{
    for (const auto& word : words) {
        if (word.text == json[member].string_or()) {
            return word.value;
        }
    }
    return fail(not_readable(member, "not a known word"));
}

Result<bool> flag_member(const Json& json, const std::string& member)
{
    const bool* flag = json[member].if_bool();
    if (flag == nullptr) {
        return fail(not_readable(member, "true or false wanted"));
    }
    return *flag;
}

Result<std::string> id_member(const Json& json, const std::string& member)
{
    TRY(std::string id, text_member(json, member));
    if (id.size() > id_max) {
        return fail(not_readable(member, "too long for an id"));
    }
    return id;
}

Error inside(const std::string& member, Error error)
{
    error.field = error.field.empty() ? member : member + "." + error.field;
    return error;
}

Json ref_json(const std::optional<FieldRef>& ref)
{
    return ref ? Json(to_string(*ref)) : Json();
}

Json choice_json(const FieldChoice& choice)
{
    Json json;
    json.set("field", ref_json(choice.field)).set("fallback", ref_json(choice.fallback));
    return json;
}

Result<std::optional<FieldRef>> ref_member(const Json& json, const std::string& member)
{
    TRY(const std::string text, text_member(json, member));
    if (text.empty()) {
        return std::nullopt;
    }
    auto ref = FieldRef::parse(text);
    if (!ref) {
        return fail(inside(member, std::move(ref).error()));
    }
    return *std::move(ref);
}

Result<FieldChoice> choice_from_json(const Json& json)
{
    if (json.if_object() == nullptr) {
        return fail(not_readable("", "a field and its fallback wanted"));
    }
    FieldChoice choice;
    TRY(choice.field, ref_member(json, "field"));
    TRY(choice.fallback, ref_member(json, "fallback"));
    return choice;
}

Json books_json(const BooksLists& lists)
{
    Json terms = Json::array();
    for (const BooksTerm& term : lists.terms) {
        terms.push_back(Json::Object{{"id", to_string(term.id)}, {"name", term.name}});
    }
    Json accounts = Json::array();
    for (const BooksChoice& account : lists.income_accounts) {
        accounts.push_back(Json::Object{{"id", account.id}, {"name", account.name}});
    }
    Json codes = Json::array();
    for (const TaxCode& code : lists.tax_codes) {
        Decimal percent;
        for (const TaxRate& rate : code.rates) {
            percent = percent + rate.percent;
        }
        codes.push_back(Json::Object{{"id", to_string(code.id)},
                                     {"name", code.name},
                                     {"percent", to_string(percent.trimmed())}});
    }
    Json json;
    json.set("terms", std::move(terms)).set("income_accounts", std::move(accounts));
    json.set("tax_codes", std::move(codes)).set("tax_model", name(lists.rules.tax_model));
    return json;
}

} // namespace

std::string_view name(TaxModel model)
{
    return text_of(model_words, model);
}

std::string_view name(TaxTreatment treatment)
{
    return text_of(treatment_words, treatment);
}

Json term_json(const PaymentTerm& term)
{
    const bool of_books = term.kind == PaymentTerm::Kind::books;
    Json json;
    json.set("kind", text_of(term_words, term.kind)).set("days", std::int64_t{term.days});
    json.set("id", of_books ? Json(to_string(term.books_term)) : Json());
    return json;
}

Result<PaymentTerm> term_from_json(const Json& json)
{
    PaymentTerm term;
    TRY(term.kind, word_member(term_words, json, "kind"));
    if (term.kind == PaymentTerm::Kind::books) {
        TRY(std::string id, id_member(json, "id"));
        if (id.empty()) {
            return fail(invalid({"error.term_missing", {}}, {}, "id"));
        }
        term.books_term = TermId(std::move(id));
        return term;
    }
    if (term.kind == PaymentTerm::Kind::due_on_receipt) {
        return term;
    }
    const std::int64_t days = json["days"].int_or(-1);
    if (days < 0 || days > PaymentTerm::days_max) {
        Message message{"error.term_days", {{"max", std::to_string(PaymentTerm::days_max)}}};
        return fail(invalid(std::move(message), {}, "days"));
    }
    term.days = static_cast<int>(days);
    return term;
}

Json settings_json(const InvoiceSettings& settings)
{
    Json json;
    for (const MappedDetail& detail : mapped_details) {
        json.set(detail.setting, choice_json(settings.*detail.choice));
    }
    json.set("term", term_json(settings.term));
    json.set("tax_treatment", name(settings.tax_treatment));
    json.set("tax_code", to_string(settings.tax_code));
    json.set("income_account", to_string(settings.income_account));
    json.set("update_payer", settings.update_payer).set("write_note", settings.write_note);
    json.set("attach_pdf", settings.attach_pdf);
    return json;
}

Result<InvoiceSettings> settings_from_json(const Json& json)
{
    InvoiceSettings settings;
    for (const MappedDetail& detail : mapped_details) {
        auto choice = choice_from_json(json[detail.setting]);
        if (!choice) {
            return fail(inside(std::string(detail.setting), std::move(choice).error()));
        }
        settings.*detail.choice = *std::move(choice);
    }
    auto term = term_from_json(json["term"]);
    if (!term) {
        return fail(inside("term", std::move(term).error()));
    }
    settings.term = *std::move(term);
    TRY(settings.tax_treatment, word_member(treatment_words, json, "tax_treatment"));
    TRY(std::string tax_code, id_member(json, "tax_code"));
    settings.tax_code = TaxCodeId(std::move(tax_code));
    TRY(std::string account, id_member(json, "income_account"));
    settings.income_account = AccountId(std::move(account));
    TRY(settings.update_payer, flag_member(json, "update_payer"));
    TRY(settings.write_note, flag_member(json, "write_note"));
    TRY(settings.attach_pdf, flag_member(json, "attach_pdf"));
    return settings;
}

Json fields_json(const std::vector<CrmField>& fields)
{
    Json list = Json::array();
    for (const CrmField& field : fields) {
        Json json;
        json.set("ref", to_string(FieldRef{field.record, field.code}));
        json.set("record", billbridge::name(field.record)).set("name", field.name);
        json.set("is_address", field.is_address).set("is_custom", field.is_custom);
        list.push_back(std::move(json));
    }
    return list;
}

Json settings_form_json(const SettingsForm& form,
                        const text::Catalogue& catalogue,
                        text::Language language)
{
    Json json;
    json.set("settings", settings_json(form.settings)).set("fields", fields_json(form.fields));
    json.set("books", form.lists ? books_json(*form.lists) : Json());
    json.set("books_error",
             form.books_error ? Json(catalogue.text(form.books_error->message, language)) : Json());
    return json;
}

Json preview_json(const SettingsPreview& preview)
{
    Json deal;
    deal.set("id", preview.deal.value()).set("title", preview.deal_title);
    Json missing = Json::array();
    for (const std::string_view setting : preview.missing) {
        missing.push_back(Json(setting));
    }
    Json json;
    json.set("deal", std::move(deal)).set("details", details_json(preview.details));
    json.set("date", to_string(preview.date)).set("due_date", to_string(preview.due_date));
    json.set("missing", std::move(missing));
    return json;
}

Result<TaxTreatment> treatment_from_json(const Json& tax)
{
    return word_member(treatment_words, tax, "treatment");
}

} // namespace billbridge::web
