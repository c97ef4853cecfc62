#include "base/money.hpp"

#include <algorithm>
#include <stdexcept>

namespace billbridge {

Result<Currency> Currency::parse(std::string_view code)
{
    const bool ok = code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) {
                        return c >= 'A' && c <= 'Z';
                    });
    if (!ok) {
        return fail(invalid({"error.currency_code", {{"code", std::string(code.substr(0, 20))}}}));
    }
    Currency currency;
    currency.code_ = code;
    return currency;
}

Currency Currency::of(std::string_view code)
{
    auto currency = parse(code);
    if (!currency) {
        throw std::invalid_argument("not a currency code: " + std::string(code));
    }
    return *currency;
}

} // namespace billbridge
