#pragma once

#include "base/decimal.hpp"

#include <string>
#include <string_view>

namespace billbridge {

/// A currency of ISO 4217, by its code. Pipedrive's custom currencies have codes of their own,
/// which mean nothing to QuickBooks, so they do not parse, even where they have three letters.
class Currency {
public:
    Currency() = default;

    /// Fails with `invalid` where `code` is none of the currencies in use.
    static Result<Currency> parse(std::string_view code);
    /// For codes in the source; throws where `parse` fails.
    static Currency of(std::string_view code);

    const std::string& code() const { return code_; }
    bool empty() const { return code_.empty(); }

    friend auto operator<=>(const Currency&, const Currency&) = default;
    friend bool operator==(const Currency&, const Currency&) = default;

private:
    std::string code_;
};

/// An amount in a currency. Arithmetic stays in `Decimal`; this type keeps the two together where
/// they travel.
struct Money {
    Decimal amount;
    Currency currency;

    friend bool operator==(const Money&, const Money&) = default;
};

} // namespace billbridge
