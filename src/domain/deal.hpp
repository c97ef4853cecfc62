#pragma once

#include "base/date.hpp"
#include "base/money.hpp"
#include "domain/ids.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace billbridge {

/// A postal address as the CRM keeps it. `text` is what a person typed; the parts may all be empty.
struct Address {
    std::string text;
    std::string street; ///< street and house number
    std::string city;
    std::string region;
    std::string postal_code;
    std::string country;

    bool empty() const
    {
        return text.empty() && street.empty() && city.empty() && region.empty() &&
               postal_code.empty() && country.empty();
    }
    friend bool operator==(const Address&, const Address&) = default;
};

/// The value of one CRM field, ready to fill an invoice with: its text, and the address where the
/// field is one.
struct FieldValue {
    std::string text;
    std::optional<Address> address;

    friend bool operator==(const FieldValue&, const FieldValue&) = default;
};

/// The fields of one CRM record by their codes; empty fields are absent.
using FieldValues = std::map<std::string, FieldValue>;

/// The codes of a record's custom fields, filled or not; empty where the CRM does not tell.
using CustomCodes = std::optional<std::set<std::string>>;

/// Where a CRM field lives.
enum class RecordKind { deal, person, organization };

/// An e-mail address of a person, with the word that the CRM puts beside it: `work`, `home`.
struct LabelledEmail {
    std::string address;
    std::string label;

    friend bool operator==(const LabelledEmail&, const LabelledEmail&) = default;
};

struct Person {
    PersonId id;
    std::string name;
    FieldValues fields;                     ///< includes `name`, `email`, `phone`
    std::vector<LabelledEmail> emails = {}; ///< every one, the primary first
    CustomCodes custom_codes = std::nullopt;
};

struct Organization {
    OrganizationId id;
    std::string name;
    FieldValues fields; ///< includes `name`, `address`
    CustomCodes custom_codes = std::nullopt;
};

/// How a deal line's tax stands to its price.
enum class TaxMethod { exclusive, inclusive, none };

struct Discount {
    enum class Kind { percentage, amount };
    Kind kind = Kind::percentage;
    Decimal value; ///< percent of what it is taken off, or an amount

    friend bool operator==(const Discount&, const Discount&) = default;
};

/// How often a deal's line is billed.
struct Billing {
    std::string frequency;     ///< the CRM's word: `monthly`, `annually`, ...
    std::optional<int> cycles; ///< empty: without end
    std::optional<Date> start;

    friend bool operator==(const Billing&, const Billing&) = default;
};

/// A product attached to a deal.
struct DealLine {
    std::int64_t id = 0; ///< of the attachment, not of the product
    ProductId product;
    std::optional<std::int64_t> variation;
    std::string name;
    std::string comment;
    Decimal quantity;
    Decimal unit_price;
    Discount discount;
    Decimal tax_percent;
    TaxMethod tax_method = TaxMethod::none;
    std::optional<Billing> billing; ///< empty: once
    bool enabled = true; ///< a disabled line is not part of the deal's value and is not invoiced
};

/// A product of the CRM's catalogue.
struct Product {
    ProductId id;
    std::string name;
    std::string code;
    std::map<std::string, Decimal> prices; ///< by currency, without variations
};

/// A discount of the whole deal, beside those of its lines.
struct DealDiscount {
    std::string description;
    Discount discount;

    friend bool operator==(const DealDiscount&, const DealDiscount&) = default;
};

/// A part of the deal's value that is billed by itself.
struct Installment {
    std::int64_t id = 0;
    std::string description;
    Decimal amount;
    std::optional<Date> billing_date;

    friend bool operator==(const Installment&, const Installment&) = default;
};

/// A deal with everything an invoice can be filled from.
struct Deal {
    DealId id;
    std::string title;
    std::string currency; ///< as the CRM spells it: a custom currency is not an ISO code
    Decimal value;
    std::optional<Person> person;
    std::optional<Organization> organization;
    std::vector<DealLine> lines; ///< in the deal's order, enabled and disabled
    std::vector<DealDiscount> discounts;
    std::vector<Installment> installments;
    FieldValues fields;
    CustomCodes custom_codes = std::nullopt;
};

/// A deal as a search finds it.
struct DealTitle {
    DealId id;
    std::string title;

    friend bool operator==(const DealTitle&, const DealTitle&) = default;
};

/// A deal before its contacts are fetched: they are known by their ids alone.
struct DealOutline {
    Deal deal; ///< without person and organization
    std::optional<PersonId> person;
    std::optional<OrganizationId> organization;
};

/// A field that a person can choose to fill an invoice from.
struct CrmField {
    RecordKind record = RecordKind::deal;
    std::string code;
    std::string name; ///< as the CRM shows it to its users
    bool is_address = false;
    bool is_custom = false;
};

} // namespace billbridge
