#include "quickbooks/wire_parts.hpp"

#include "base/utf8.hpp"

#include <algorithm>

namespace billbridge::quickbooks {

namespace {

// Lengths of facts 3.0, in characters; we cut by bytes at a character's border, which is never
// longer.
constexpr std::size_t address_line_max = 500;
constexpr std::size_t address_lines_max = 5;
constexpr std::size_t place_max = 255;
constexpr std::size_t postal_code_max = 30;

/// The typed text, line by line; a long one-line address stays one line.
Json lines_address(std::string_view text)
{
    Json json = Json::object();
    std::size_t number = 0;
    while (!text.empty() && number < address_lines_max) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string line = cut(text.substr(0, end), address_line_max);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty() && line != "\r") {
            json.set("Line" + std::to_string(++number), line);
        }
    }
    return json;
}

} // namespace

std::string cut(std::string_view text, std::size_t max)
{
    return std::string(utf8_prefix(text, max));
}

void set_text(Json& json, std::string_view name, std::string_view text, std::size_t max)
{
    if (!text.empty()) {
        json.set(name, cut(text, max));
    }
}

Json reference(std::string_view id)
{
    Json json;
    json.set("value", id);
    return json;
}

Json address_body(const Address& address)
{
    if (address.street.empty() && address.city.empty()) {
        return lines_address(address.text);
    }
    Json json = Json::object();
    set_text(json, "Line1", address.street, address_line_max);
    set_text(json, "City", address.city, place_max);
    set_text(json, "CountrySubDivisionCode", address.region, place_max);
    set_text(json, "PostalCode", address.postal_code, postal_code_max);
    set_text(json, "Country", address.country, place_max);
    return json;
}

Json email_body(const std::string& address)
{
    Json json;
    json.set("Address", address);
    return json;
}

} // namespace billbridge::quickbooks
