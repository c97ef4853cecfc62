#pragma once

#include "domain/deal.hpp"

#include <optional>
#include <string>

namespace billbridge {

/// The organization or person of a deal that stands for its customer: the organization where the
/// deal has one, else the person.
struct Contact {
    RecordKind kind = RecordKind::organization;
    std::int64_t id = 0;

    friend auto operator<=>(const Contact&, const Contact&) = default;
    friend bool operator==(const Contact&, const Contact&) = default;
};

/// Empty where the deal has neither.
std::optional<Contact> contact_of(const Deal& deal);

/// "This contact is that customer in the books", as a person decided.
struct PayerLink {
    Contact contact;
    PayerId payer;
    std::string payer_name;
};

/// "This product is that item in the books".
struct ItemLink {
    ProductId product;
    std::int64_t variation = 0; ///< 0: the product without a variation
    ItemId item;
    std::string item_name;
};

} // namespace billbridge
