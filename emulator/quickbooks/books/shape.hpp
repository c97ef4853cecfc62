#pragma once

#include "emulator/quickbooks/books/fault.hpp"

#include <optional>
#include <span>
#include <string_view>

/// Which members an object of the API has, and of what kind: QuickBooks refuses a request with a
/// member that it does not know.
namespace emulator::quickbooks {

enum class Kind {
    any, ///< read only or of no matter here: a sent value is ignored
    text,
    number,
    boolean,
    date,
    email, ///< `{"Address": ".."}`, one address
    object,
    list, ///< of objects
};

struct Property;

struct Shape {
    std::span<const Property> properties;
};

struct Property {
    std::string_view name;
    Kind kind = Kind::any;
    std::size_t length_max = 0; ///< of a text; 0: not limited
    const Shape* inner = nullptr;
};

/// The refusal of the first member that does not fit; none where all do.
std::optional<Fault> check(const Json& object, const Shape& shape);

/// Whether it holds `@` and `.`; more is not known of the vendor's check.
bool is_email(std::string_view text);

bool has_property(const Shape& shape, std::string_view name);

/// `{"value":"1","name":".."}`
extern const Shape reference_shape;
extern const Shape address_shape;
extern const Shape phone_shape;
extern const Shape web_shape;

} // namespace emulator::quickbooks
