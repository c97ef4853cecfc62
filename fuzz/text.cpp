// Any bytes to the parsers of single values: what they accept, they can write and read again.
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "emulator/kit/instant.hpp"
#include "fuzz/require.hpp"
#include "net/url.hpp"

#include <cstdint>
#include <string_view>

namespace {

namespace net = billbridge::net;

/// `parse` what `text` is, write it, parse it again: the same value.
template <class T>
void check_round_trip(std::string_view text)
{
    const auto value = T::parse(text);
    if (!value) {
        return;
    }
    const std::string written = to_string(*value);
    const auto again = T::parse(written);
    fuzz::require(again.has_value() && *again == *value, "a value is read as written", written);
}

void check_query(std::string_view text)
{
    const auto parameters = net::parse_query(text);
    if (!parameters) {
        return;
    }
    const std::string written = net::encode_query(*parameters);
    const auto again = net::parse_query(written);
    fuzz::require(
        again.has_value() && *again == *parameters, "a query is read as written", written);
}

void check_escapes(std::string_view text)
{
    const std::string encoded = net::percent_encode(text);
    const auto decoded = net::percent_decode(encoded);
    const bool has_nul = text.find('\0') != std::string_view::npos;
    fuzz::require(has_nul ? !decoded : decoded && *decoded == text, "escapes are undone", encoded);
}

void check_url(std::string_view text)
{
    const auto url = net::parse_url(text);
    fuzz::require(!url || net::parse_url(url->origin() + url->path), "an address has parts", text);
}

void check_instant(std::string_view text)
{
    const auto time = emulator::kit::parse_instant(text);
    fuzz::require(!time ||
                      emulator::kit::parse_instant(emulator::kit::format_instant(*time)) == time,
                  "a time is read as written",
                  text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_round_trip<billbridge::Decimal>(text);
    check_round_trip<billbridge::Date>(text);
    check_query(text);
    check_escapes(text);
    check_url(text);
    check_instant(text);
    return 0;
}
