#pragma once

#include "emulator/quickbooks/shape.hpp"

#include <span>
#include <string_view>

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
    std::string_view name;
    ValueKind kind;
    bool sortable = true;
};

/// What can be asked of one type of entity.
struct Queryable {
    std::string_view entity;
    std::span<const QueryProperty> properties;
    /// Members that exist but cannot be asked for; null where only `properties` are known.
    const Shape* shape = nullptr;
    /// Whether `Active = true` is implied.
    bool is_name_list = false;
};

/// The type of that name, in whatever case; null where there is none here.
const Queryable* find_queryable(std::string_view entity);

} // namespace emulator::quickbooks
