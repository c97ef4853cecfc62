#include "domain/settings_check.hpp"

#include <algorithm>

namespace billbridge {

namespace {

Result<void> check_field(const std::optional<FieldRef>& ref,
                         const std::vector<CrmField>& fields,
                         std::string path)
{
    const bool exists = !ref || std::ranges::any_of(fields, [&](const CrmField& field) {
        return field.record == ref->record && field.code == ref->code;
    });
    if (!exists) {
        return fail(invalid({"error.field_ref", {}}, to_string(*ref), std::move(path)));
    }
    return {};
}

} // namespace

Result<void> check_fields(const InvoiceSettings& settings, const std::vector<CrmField>& fields)
{
    for (const MappedDetail& detail : mapped_details) {
        const FieldChoice& choice = settings.*detail.choice;
        const std::string name(detail.setting);
        TRY_DO(check_field(choice.field, fields, name + ".field"));
        TRY_DO(check_field(choice.fallback, fields, name + ".fallback"));
    }
    return {};
}

bool has_books_choices(const InvoiceSettings& settings)
{
    return settings.term.kind == PaymentTerm::Kind::books ||
           settings.tax_treatment == TaxTreatment::inclusive ||
           !settings.tax_code.value().empty() || !settings.income_account.value().empty();
}

Result<void> check_choices(const InvoiceSettings& settings, const BooksLists& lists)
{
    const bool term_known =
        settings.term.kind != PaymentTerm::Kind::books ||
        std::ranges::find(lists.terms, settings.term.books_term, &BooksTerm::id) !=
            lists.terms.end();
    if (!term_known) {
        return fail(invalid({"error.term_gone", {}}, to_string(settings.term.books_term), "term"));
    }
    if (settings.tax_treatment == TaxTreatment::inclusive &&
        lists.rules.tax_model != TaxModel::global) {
        return fail(invalid({"error.tax_inclusive", {}}, {}, "tax_treatment"));
    }
    const bool code_known = settings.tax_code.value().empty() ||
                            std::ranges::find(lists.tax_codes, settings.tax_code, &TaxCode::id) !=
                                lists.tax_codes.end();
    if (!code_known) {
        return fail(invalid({"error.tax_code_gone", {}}, to_string(settings.tax_code), "tax_code"));
    }
    const std::string account = to_string(settings.income_account);
    const bool account_known =
        account.empty() || std::ranges::find(lists.income_accounts, account, &BooksChoice::id) !=
                               lists.income_accounts.end();
    if (!account_known) {
        return fail(invalid({"error.income_account_gone", {}}, account, "income_account"));
    }
    return {};
}

} // namespace billbridge
