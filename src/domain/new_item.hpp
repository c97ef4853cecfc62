#pragma once

#include "base/decimal.hpp"
#include "base/result.hpp"
#include "domain/ids.hpp"

#include <optional>
#include <string>

namespace billbridge {

/// A service that a person wants the books to sell from now on.
struct NewItem {
    std::string name;
    std::string code; ///< the CRM's product code; may be empty
    std::string description;
    std::optional<Decimal> unit_price; ///< in the home currency
    AccountId income_account;
    bool taxable = false;

    // QuickBooks' lengths, in characters (facts 3.4).
    static constexpr std::size_t name_max = 100;
    static constexpr std::size_t code_max = 100;
    static constexpr std::size_t description_max = 4000;

    friend bool operator==(const NewItem&, const NewItem&) = default;
};

/// Whether the books would take it. Fails with `invalid`; `field` names the input and the message
/// its fix.
Result<void> check_new_item(const NewItem& item);

} // namespace billbridge
