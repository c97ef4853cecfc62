#include "base/money.hpp"

#include <algorithm>
#include <stdexcept>

namespace billbridge {

namespace {

/// The currencies of ISO 4217 in which people pay (no metals, funds or test codes), sorted.
constexpr std::string_view known_codes =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND "
    "BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF "
    "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW "
    "KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR "
    "MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN "
    "PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN "
    "SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES "
    "VND VUV WST XAF XCD XOF XPF YER ZAR ZMW";

bool is_known(std::string_view code)
{
    const bool shaped =
        code.size() == 3 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
    return shaped && known_codes.find(code) != std::string_view::npos;
}

} // namespace

Result<Currency> Currency::parse(std::string_view code)
{
    if (!is_known(code)) {
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
