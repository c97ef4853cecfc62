#pragma once

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

/// Which CRM fields fill the customer's part of an invoice, and the term of payment. One per
/// company.
struct InvoiceSettings {
    std::optional<FieldRef> to = FieldRef{RecordKind::organization, "name"};
    std::optional<FieldRef> address = FieldRef{RecordKind::organization, "address"};
    std::optional<FieldRef> email = FieldRef{RecordKind::person, "email"};
    std::optional<FieldRef> tax_id;
    PaymentTerm term;
    TaxTreatment tax_treatment = TaxTreatment::exclusive;
    TaxCodeId tax_code; ///< for lines whose own percentage fits no code; empty: a person chooses
    AccountId income_account;  ///< of items that are created from here; empty: a person chooses
    bool update_payer = false; ///< changed details of a linked customer go to the books
    bool write_note = true;    ///< the deal's history gets a note of each invoice
    bool attach_pdf = false;   ///< the deal gets the invoice's PDF

    friend bool operator==(const InvoiceSettings&, const InvoiceSettings&) = default;
};

/// Who an invoice is addressed to, as a person sees and edits it.
struct PayerDetails {
    std::string name;
    Address address;
    std::string email;
    std::string tax_id;

    friend bool operator==(const PayerDetails&, const PayerDetails&) = default;
};

/// Fills the customer's details from the deal's mapped fields.
///
/// A mapped field that is empty or whose record the deal lacks leaves its detail empty; except the
/// name, which falls back to the organization's, then to the person's name, because an invoice to
/// nobody helps no one.
PayerDetails payer_details(const Deal& deal, const InvoiceSettings& settings);

} // namespace billbridge
