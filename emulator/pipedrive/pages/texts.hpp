#pragma once

#include "emulator/pipedrive/records/world.hpp"
#include "text/catalogue.hpp"

#include <map>
#include <string>
#include <string_view>

namespace emulator::pipedrive::pages {

using TextArguments = std::map<std::string, std::string>;

/// The window's own texts (`pages/texts`), amounts and dates in the language of whoever is signed
/// in. What comes from records stays as it was written.
///
/// Throws `std::out_of_range` for a key that the catalogue does not have.
class Texts {
public:
    explicit Texts(const World& world);

    /// The text as HTML.
    std::string operator()(std::string_view key, const TextArguments& args = {}) const;
    /// The text as it is, for what will be escaped later.
    std::string plain(std::string_view key, const TextArguments& args = {}) const;

    /// `1,234.50 USD`, `1 234,50 USD`; not escaped.
    std::string amount(const Decimal& amount, std::string_view currency) const;
    /// The same without a currency.
    std::string amount(const Decimal& amount) const;
    /// `7.25`, `7,25`: no more decimals than it has.
    std::string number(const Decimal& number) const;
    /// `20 Nov 2026`, `20.11.2026`.
    std::string date(const Date& date) const;
    /// A date with the time of day in UTC.
    std::string moment(Time time) const;

    /// `en` or `pl`.
    std::string_view language() const;
    /// All texts of the scripts, which begin with `window.`.
    Json of_scripts() const;

private:
    billbridge::text::Language language_;
};

} // namespace emulator::pipedrive::pages
