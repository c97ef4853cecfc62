#pragma once

#include "base/error.hpp"
#include "domain/mapping.hpp"

#include <string>
#include <vector>

namespace billbridge {

struct TextChoice {
    Message label; ///< where it comes from
    std::string text;
};

struct AddressChoice {
    Message label;
    Address address;
};

/// Every distinct value that a deal offers for the customer's details. What the mapping fills in
/// comes first, then organization, person, deal.
struct ContactChoices {
    std::vector<TextChoice> names;
    std::vector<TextChoice> emails;
    std::vector<AddressChoice> addresses;
};

ContactChoices contact_choices(const Deal& deal, const PayerDetails& mapped);

} // namespace billbridge
