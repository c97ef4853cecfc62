#include "emulator/quickbooks/books/comparable.hpp"

#include "emulator/quickbooks/books/text.hpp"

namespace emulator::quickbooks {

namespace {

/// The member of that name, letters' case aside for a first one in upper case: the vendor asks for
/// `EntityRef.Type` where the entity has `type`.
const Json& member(const Json& entity, std::string_view name)
{
    const Json& exact = entity[name];
    return exact.is_null() ? entity[lower_case(name)] : exact;
}

/// The member at "MetaData.CreateTime"; of a list, in its first entry.
const Json& at_path(const Json& entity, std::string_view path)
{
    const auto* list = entity.if_array();
    const Json& here = list == nullptr || list->empty() ? entity : list->front();
    const auto dot = path.find('.');
    return dot == std::string_view::npos ? member(here, path)
                                         : at_path(here[path.substr(0, dot)], path.substr(dot + 1));
}

Comparable from_number(const Decimal& number)
{
    return {.text = "", .number = number};
}

Comparable from_text(std::string_view text)
{
    return {.text = lower_case(text), .number = Decimal()};
}

Comparable from_instant(Time time)
{
    return from_number(Decimal(time.time_since_epoch().count()));
}

/// Ids are numbers in strings, except those of the pseudo tax codes.
Comparable from_id(std::string_view text)
{
    const auto number = Decimal::parse(text);
    return number ? from_number(*number) : from_text(text);
}

template <class T, class Make>
std::optional<Comparable> if_valid(const T& value, Make make)
{
    return value ? std::optional(make(*value)) : std::nullopt;
}

} // namespace

Comparable comparable(const Json& entity, const QueryProperty& property)
{
    const Json& value = at_path(entity, property.name);
    switch (property.kind) {
    case ValueKind::number:
        return from_number(decimal_of(value));
    case ValueKind::boolean:
        return from_text(value.bool_or(false) ? "true" : "false");
    case ValueKind::instant:
        return from_instant(parse_stamp(value.string_or()).value_or(Time()));
    case ValueKind::id:
        return from_id(text_of(value));
    case ValueKind::reference:
        return from_id(text_of(value["value"]));
    case ValueKind::email:
        return from_text(value["Address"].string_or());
    case ValueKind::text:
    case ValueKind::date:
        break;
    }
    return from_text(value.string_or());
}

std::optional<Comparable> comparable(std::string_view written, ValueKind kind)
{
    switch (kind) {
    case ValueKind::number:
        return if_valid(Decimal::parse(written), from_number);
    case ValueKind::boolean: {
        const Comparable word = from_text(written);
        const bool is_boolean = word.text == "true" || word.text == "false";
        return is_boolean ? std::optional(word) : std::nullopt;
    }
    case ValueKind::date:
        return Date::parse(written) ? std::optional(from_text(written)) : std::nullopt;
    case ValueKind::instant:
        return if_valid(parse_stamp(written), from_instant);
    case ValueKind::id:
    case ValueKind::reference:
        return from_id(written);
    case ValueKind::text:
    case ValueKind::email:
        break;
    }
    return from_text(written);
}

} // namespace emulator::quickbooks
