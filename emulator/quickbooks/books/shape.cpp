#include "emulator/quickbooks/books/shape.hpp"

#include "base/date.hpp"
#include "emulator/quickbooks/books/text.hpp"

#include <algorithm>
#include <array>
#include <ranges>

namespace emulator::quickbooks {

using billbridge::Date;
using billbridge::Decimal;

namespace {

constexpr Property reference_properties[] = {
    {"value", Kind::text}, {"name", Kind::any}, {"type", Kind::any}};
constexpr Property address_properties[] = {{"Id"},
                                           {"Line1", Kind::text, 500},
                                           {"Line2", Kind::text, 500},
                                           {"Line3", Kind::text, 500},
                                           {"Line4", Kind::text, 500},
                                           {"Line5", Kind::text, 500},
                                           {"City", Kind::text, 255},
                                           {"Country", Kind::text, 255},
                                           {"CountryCode", Kind::text, 255},
                                           {"CountrySubDivisionCode", Kind::text, 255},
                                           {"PostalCode", Kind::text, 30},
                                           {"PostalCodeSuffix", Kind::text, 30},
                                           {"County", Kind::text, 255},
                                           {"Lat"},
                                           {"Long"},
                                           {"Tag"},
                                           {"Note"}};
constexpr Property phone_properties[] = {{"Id"}, {"FreeFormNumber", Kind::text, 30}, {"Tag"}};
constexpr Property web_properties[] = {{"Id"}, {"URI", Kind::text, 1000}, {"Tag"}};
constexpr Property email_properties[] = {
    {"Id"}, {"Address", Kind::text, 100}, {"Default"}, {"Tag"}};
constexpr Shape email_shape{email_properties};

/// The vendor's limits are printed with thousands separators: "Max:1,000".
std::string grouped(std::size_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, ",");
    }
    return digits;
}

Fault unsupported(std::string_view name)
{
    return fault("2010",
                 "Property Name:" + std::string(name) + " specified is unsupported or invalid",
                 std::string(name));
}

std::optional<Fault> check_text(const Json& value, const Property& property)
{
    const auto* text = value.if_string();
    if (text == nullptr && value.if_number() == nullptr) {
        return unsupported(property.name);
    }
    const std::size_t given = text == nullptr ? 0 : length(*text);
    if (property.length_max == 0 || given <= property.length_max) {
        return std::nullopt;
    }
    return fault("2050",
                 "String length specified does not match the supported length. Min:0 Max:" +
                     grouped(property.length_max) + " supported. Supplied length:" + grouped(given),
                 std::string(property.name));
}

/// The vendor's largest price; sums of such amounts stay far from what a Decimal can hold.
const Decimal& number_max()
{
    static const Decimal max(99'999'999'999);
    return max;
}

std::optional<Fault> check_number(const Json& value, const Property& property)
{
    const auto number = value.decimal();
    if (number && *number <= number_max() && -*number <= number_max()) {
        return std::nullopt;
    }
    const std::string name(property.name);
    return fault("2080", "Invalid Number : " + name, name);
}

std::optional<Fault> check_email(const Json& value, const Property& property)
{
    if (value.if_object() == nullptr) {
        return unsupported(property.name);
    }
    if (auto problem = check(value, email_shape)) {
        return problem;
    }
    // Several, with commas between them, are said to work.
    const std::string list = value["Address"].string_or();
    for (const auto part : std::views::split(list, ',')) {
        std::string_view address(part.begin(), part.end());
        address.remove_prefix(std::min(address.find_first_not_of(' '), address.size()));
        if (!address.empty() && !is_email(address)) {
            return fault("2210", {}, std::string(property.name));
        }
    }
    return std::nullopt;
}

std::optional<Fault> check_list(const Json& value, const Property& property)
{
    const auto* items = value.if_array();
    if (items == nullptr) {
        return unsupported(property.name);
    }
    for (const Json& item : *items) {
        if (item.if_object() == nullptr) {
            return unsupported(property.name);
        }
        if (property.inner == nullptr) {
            continue;
        }
        if (auto problem = check(item, *property.inner)) {
            return problem;
        }
    }
    return std::nullopt;
}

std::optional<Fault> check_value(const Json& value, const Property& property)
{
    const std::string name(property.name);
    switch (property.kind) {
    case Kind::any:
        return std::nullopt;
    case Kind::text:
        return check_text(value, property);
    case Kind::number:
        return check_number(value, property);
    case Kind::boolean:
        return value.if_bool() ? std::nullopt : std::optional(unsupported(name));
    case Kind::date:
        return Date::parse(value.string_or())
                   ? std::nullopt
                   : std::optional(fault("2060", "Invalid Date format : " + name, name));
    case Kind::email:
        return check_email(value, property);
    case Kind::object:
        if (value.if_object() == nullptr) {
            return unsupported(name);
        }
        return property.inner == nullptr ? std::nullopt : check(value, *property.inner);
    case Kind::list:
        return check_list(value, property);
    }
    return std::nullopt;
}

} // namespace

constexpr Shape reference_shape{reference_properties};
constexpr Shape address_shape{address_properties};
constexpr Shape phone_shape{phone_properties};
constexpr Shape web_shape{web_properties};

bool is_email(std::string_view text)
{
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos &&
           text.find(' ') == std::string_view::npos;
}

std::optional<Fault> check(const Json& object, const Shape& shape)
{
    for (const auto& [name, value] : *object.if_object()) {
        const auto property =
            std::ranges::find(shape.properties, std::string_view(name), &Property::name);
        if (property == shape.properties.end()) {
            return unsupported(name);
        }
        if (value.is_null()) {
            continue; // absent and null are the same
        }
        if (auto problem = check_value(value, *property)) {
            return problem;
        }
    }
    return std::nullopt;
}

bool has_property(const Shape& shape, std::string_view name)
{
    return std::ranges::find(shape.properties, name, &Property::name) != shape.properties.end();
}

} // namespace emulator::quickbooks
