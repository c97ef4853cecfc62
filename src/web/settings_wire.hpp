#pragma once

#include "base/json.hpp"
#include "core/settings.hpp"
#include "text/catalogue.hpp"

/// The settings' JSON of docs/http-api.md: pure functions between it and the domain.
namespace billbridge::web {

Json settings_json(const InvoiceSettings& settings);
/// All members must be there: a forgotten one would silently become a default. Fails with
/// `invalid`; `field` is the path of the member.
Result<InvoiceSettings> settings_from_json(const Json& json);

Json term_json(const PaymentTerm& term);
/// Fails with `invalid`; `field` is empty, or the member concerned.
Result<PaymentTerm> term_from_json(const Json& json);

Json fields_json(const std::vector<CrmField>& fields);

/// The settings with what a person chooses from; `books` is null where there are no lists, and
/// `books_error` says why, where books are connected.
Json settings_form_json(const SettingsForm& form,
                        const text::Catalogue& catalogue,
                        text::Language language);

Json preview_json(const SettingsPreview& preview);

std::string_view name(TaxModel model);
std::string_view name(TaxTreatment treatment);
/// The member `treatment` of an order's `tax`. Fails with `invalid` on any other word.
Result<TaxTreatment> treatment_from_json(const Json& tax);

} // namespace billbridge::web
