#pragma once

#include "domain/invoice_settings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace billbridge {

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
/// A field that is empty or whose record the deal lacks gives way to its fallback; where that is
/// empty too, the detail stays empty. Except the name, which comes from the organization then, or
/// from the person, because an invoice to nobody helps no one.
PayerDetails payer_details(const Deal& deal, const InvoiceSettings& settings);

/// The settings (`to`, `address`, ...) that name a field and yet find nothing in this deal.
std::vector<std::string_view> empty_details(const Deal& deal, const InvoiceSettings& settings);

/// The settings that name a custom field which the CRM no longer has, as far as the deal's records
/// tell: a record lists all of its custom fields, filled or not (Pipedrive facts 4.3).
std::vector<MappedDetail> gone_details(const Deal& deal, const InvoiceSettings& settings);

} // namespace billbridge
