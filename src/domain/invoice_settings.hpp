#pragma once

#include "base/result.hpp"
#include "domain/deal.hpp"
#include "domain/payment_term.hpp"
#include "domain/tax.hpp"

#include <optional>
#include <string>

namespace billbridge {

/// `deal`, `person`, `organization`.
std::string_view name(RecordKind kind);
/// Fails with `invalid` on any other word.
Result<RecordKind> parse_record_kind(std::string_view text);

/// Names one CRM field: `organization.name`, `person.email`, `deal.9dc80c50...`.
struct FieldRef {
    RecordKind record = RecordKind::deal;
    std::string code;

    /// Reads the form above. Fails with `invalid` on anything else.
    static Result<FieldRef> parse(std::string_view text);
    friend std::string to_string(const FieldRef& ref);
    friend bool operator==(const FieldRef&, const FieldRef&) = default;
};

/// Which CRM field fills a detail, and which one where the first is empty or its record is missing.
struct FieldChoice {
    std::optional<FieldRef> field;
    std::optional<FieldRef> fallback = std::nullopt;

    friend bool operator==(const FieldChoice&, const FieldChoice&) = default;
};

/// How a deal becomes an invoice: one per company.
struct InvoiceSettings {
    FieldChoice to = {FieldRef{RecordKind::organization, "name"},
                      FieldRef{RecordKind::person, "name"}};
    FieldChoice address = {FieldRef{RecordKind::organization, "address"}};
    FieldChoice email = {FieldRef{RecordKind::person, "email"}};
    FieldChoice tax_id = {std::nullopt};
    PaymentTerm term;
    TaxTreatment tax_treatment = TaxTreatment::exclusive;
    TaxCodeId tax_code; ///< for lines whose own percentage fits no code; empty: a person chooses
    AccountId income_account;  ///< of items that are created from here; empty: a person chooses
    bool update_payer = false; ///< changed details of a linked customer go to the books
    bool write_note = true;    ///< the deal's history gets a note of each invoice
    bool attach_pdf = false;   ///< the deal gets the invoice's PDF

    friend bool operator==(const InvoiceSettings&, const InvoiceSettings&) = default;
};

/// One of the four details that a mapping fills, under its names in the settings and on an invoice.
struct MappedDetail {
    std::string_view setting;       ///< `to`
    std::string_view invoice_field; ///< `details.name`
    FieldChoice InvoiceSettings::* choice;
};

/// In the order in which they stand on an invoice.
inline constexpr MappedDetail mapped_details[] = {
    {"to", "details.name", &InvoiceSettings::to},
    {"address", "details.address", &InvoiceSettings::address},
    {"email", "details.email", &InvoiceSettings::email},
    {"tax_id", "details.tax_id", &InvoiceSettings::tax_id}};

/// The settings without what is one company's in the books (term, tax code, account): the same ids
/// mean other things in other books.
InvoiceSettings without_books(InvoiceSettings settings);

} // namespace billbridge
