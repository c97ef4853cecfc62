#pragma once

#include "base/decimal.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace billbridge {

/// A JSON value whose numbers are kept as their text, so that an amount passes through unchanged
/// (a parser that makes doubles turns 100.00 into 1E2). Object members keep their order.
class Json {
public:
    using Array = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;
    struct Number {
        std::string text;
        friend bool operator==(const Number&, const Number&) = default;
    };

    /// The deepest nesting that `parse` accepts.
    static constexpr int depth_max = 32;

    Json() = default;
    Json(std::nullptr_t) {}
    Json(bool value) : value_(value) {}
    Json(int value) : Json(static_cast<std::int64_t>(value)) {}
    Json(std::int64_t value) : value_(Number{std::to_string(value)}) {}
    Json(const Decimal& value) : value_(Number{to_string(value)}) {}
    Json(const char* text) : value_(std::string(text)) {}
    Json(std::string_view text) : value_(std::string(text)) {}
    Json(std::string text) : value_(std::move(text)) {}
    Json(Array items) : value_(std::move(items)) {}
    Json(Object members) : value_(std::move(members)) {}

    /// A number by its JSON text, which is not checked.
    static Json number_text(std::string text);
    static Json array() { return Json(Array{}); }
    static Json object() { return Json(Object{}); }

    /// Reads one JSON text. Fails with `invalid` on anything but strict JSON in valid UTF-8:
    /// trailing text, a member named twice, nesting beyond `depth_max`.
    static Result<Json> parse(std::string_view text);

    /// The compact JSON text of this value; bytes that are not UTF-8 are replaced (U+FFFD).
    std::string dump() const;

    bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    const bool* if_bool() const { return std::get_if<bool>(&value_); }
    const Number* if_number() const { return std::get_if<Number>(&value_); }
    const std::string* if_string() const { return std::get_if<std::string>(&value_); }
    const Array* if_array() const { return std::get_if<Array>(&value_); }
    const Object* if_object() const { return std::get_if<Object>(&value_); }
    Array* if_array() { return std::get_if<Array>(&value_); }
    Object* if_object() { return std::get_if<Object>(&value_); }

    /// The member of that name; null where there is none or this is no object.
    const Json* find(std::string_view name) const;
    Json* find(std::string_view name);

    /// The member of that name, or a null value: for reading optional members in a chain,
    /// `answer["data"]["id"]`.
    const Json& operator[](std::string_view name) const;

    /// Sets or replaces a member; a null value becomes an object first.
    Json& set(std::string_view name, Json value);
    /// Removes a member, if it is there.
    void erase(std::string_view name);
    /// Appends to an array; a null value becomes an array first.
    Json& push_back(Json value);

    /// The text of a string; `otherwise` for every other kind.
    std::string string_or(std::string_view otherwise = {}) const;
    /// A whole number, also one in a string of digits; `otherwise` for everything else.
    std::int64_t int_or(std::int64_t otherwise) const;
    bool bool_or(bool otherwise) const;
    /// A number or a string that holds one. Fails with `invalid` otherwise.
    Result<Decimal> decimal() const;

    friend bool operator==(const Json&, const Json&) = default;

private:
    std::variant<std::monostate, bool, Number, std::string, Array, Object> value_;
};

} // namespace billbridge
