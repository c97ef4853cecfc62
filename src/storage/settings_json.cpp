#include "storage/settings_json.hpp"

#include "base/json_map.hpp"
#include "storage/words.hpp"

namespace billbridge::storage {

namespace {

constexpr Words<PaymentTerm::Kind, 4> term_words = {
    {{PaymentTerm::Kind::due_on_receipt, "due_on_receipt"},
     {PaymentTerm::Kind::days, "days"},
     {PaymentTerm::Kind::end_of_month, "end_of_month"},
     {PaymentTerm::Kind::books, "books"}}};

struct ChoiceRow {
    std::optional<std::string> field, fallback;
};
BOOST_DESCRIBE_STRUCT(ChoiceRow, (), (field, fallback))

struct TermRow {
    std::string kind;
    int days = 0;
    std::string books_term;
};
BOOST_DESCRIBE_STRUCT(TermRow, (), (kind, days, books_term))

struct SettingsRow {
    ChoiceRow to, address, email, tax_id;
    TermRow term;
    std::string tax_treatment, tax_code, income_account;
    bool update_payer = false, write_note = true, attach_pdf = false;
};
BOOST_DESCRIBE_STRUCT(SettingsRow,
                      (),
                      (to,
                       address,
                       email,
                       tax_id,
                       term,
                       tax_treatment,
                       tax_code,
                       income_account,
                       update_payer,
                       write_note,
                       attach_pdf))

std::optional<std::string> text_of(const std::optional<FieldRef>& ref)
{
    return ref ? std::optional(to_string(*ref)) : std::nullopt;
}

ChoiceRow row_of(const FieldChoice& choice)
{
    return {text_of(choice.field), text_of(choice.fallback)};
}

/// What was written here must read back; otherwise the database was altered.
template <class T>
T required(Result<T> result)
{
    if (!result) {
        throw StoreFailure("stored settings do not read: " + result.error().field + " " +
                           result.error().cause);
    }
    return *std::move(result);
}

std::optional<FieldRef> ref_of(const std::optional<std::string>& text)
{
    return text ? std::optional(required(FieldRef::parse(*text))) : std::nullopt;
}

FieldChoice choice_of(const ChoiceRow& row)
{
    return {ref_of(row.field), ref_of(row.fallback)};
}

} // namespace

std::string to_text(const InvoiceSettings& settings)
{
    SettingsRow row;
    row.to = row_of(settings.to);
    row.address = row_of(settings.address);
    row.email = row_of(settings.email);
    row.tax_id = row_of(settings.tax_id);
    row.term = {word(term_words, settings.term.kind),
                settings.term.days,
                to_string(settings.term.books_term)};
    row.tax_treatment = word(treatment_words, settings.tax_treatment);
    row.tax_code = to_string(settings.tax_code);
    row.income_account = to_string(settings.income_account);
    row.update_payer = settings.update_payer;
    row.write_note = settings.write_note;
    row.attach_pdf = settings.attach_pdf;
    return to_json(row).dump();
}

InvoiceSettings settings_from_text(const std::string& text)
{
    const auto row = required(parse_json<SettingsRow>(text));
    InvoiceSettings settings;
    settings.to = choice_of(row.to);
    settings.address = choice_of(row.address);
    settings.email = choice_of(row.email);
    settings.tax_id = choice_of(row.tax_id);
    settings.term.kind = from_word(term_words, row.term.kind);
    settings.term.days = row.term.days;
    settings.term.books_term = TermId(row.term.books_term);
    settings.tax_treatment = from_word(treatment_words, row.tax_treatment);
    settings.tax_code = TaxCodeId(row.tax_code);
    settings.income_account = AccountId(row.income_account);
    settings.update_payer = row.update_payer;
    settings.write_note = row.write_note;
    settings.attach_pdf = row.attach_pdf;
    return settings;
}

} // namespace billbridge::storage
