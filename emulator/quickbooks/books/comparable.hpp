#pragma once

#include "emulator/quickbooks/books/entity.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Values as the query language compares them.
namespace emulator::quickbooks {

/// How the values of a property compare.
enum class ValueKind {
    id, ///< a number in a string; only = and IN
    text,
    number,
    boolean,
    date,
    instant,
    reference, ///< by the id that it refers to
    email,     ///< by its address
};

/// A property that conditions may name.
struct QueryProperty {
    std::string_view name; ///< "DocNumber", "MetaData.CreateTime"
    ValueKind kind;
    bool sortable = true;
};

/// A value that can be compared with another of the same property.
struct Comparable {
    std::string text;
    Decimal number;

    friend auto operator<=>(const Comparable&, const Comparable&) = default;
    friend bool operator==(const Comparable&, const Comparable&) = default;
};

/// The value that an entity has for the property; an empty one where it has none.
Comparable comparable(const Json& entity, const QueryProperty& property);

/// What somebody wrote in a condition as a value of that kind; none where it cannot be one.
std::optional<Comparable> comparable(std::string_view written, ValueKind kind);

} // namespace emulator::quickbooks
