#pragma once

#include "base/json.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <concepts>
#include <optional>
#include <type_traits>

/// Structs to JSON and back by Boost.Describe: a wire struct lists its members once,
/// `BOOST_DESCRIBE_STRUCT(Line, (), (Amount, Description))`, and each member's C++ name is its JSON
/// name. `std::optional` members may be absent or null and are left out when empty; every other
/// member is required. Unknown members are ignored: vendors add fields without notice.
namespace billbridge {

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && std::is_class_v<T>;
template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;

template <class T>
Result<T> from_json(const Json& json);

namespace json_map_detail {

template <class T>
struct Wrapper : std::false_type {};
template <class T>
struct Wrapper<std::optional<T>> : std::true_type {
    using Inner = T;
};
template <class T>
struct List : std::false_type {};
template <class T>
struct List<std::vector<T>> : std::true_type {
    using Inner = T;
};

inline Error mismatch(const char* wanted, const Json& json)
{
    return invalid({"error.json", {}},
                   std::string(wanted) + " wanted, got " + json.dump().substr(0, 80));
}

/// Puts the member's name before what the nested value complained of, so that the cause and the
/// field read as a path.
inline Error inside(const char* name, Error error)
{
    const bool index = !error.field.empty() && error.field.front() == '[';
    error.field = std::string(name) + (error.field.empty() || index ? "" : ".") + error.field;
    return error;
}

template <class T>
Result<std::vector<T>> list_from_json(const Json& json)
{
    const auto* items = json.if_array();
    if (items == nullptr) {
        return fail(mismatch("array", json));
    }
    std::vector<T> list;
    list.reserve(items->size());
    for (std::size_t i = 0; i < items->size(); ++i) {
        auto item = from_json<T>((*items)[i]);
        if (!item) {
            const std::string index = "[" + std::to_string(i) + "]";
            return fail(inside(index.c_str(), std::move(item).error()));
        }
        list.push_back(*std::move(item));
    }
    return list;
}

template <class T>
Result<T> struct_from_json(const Json& json)
{
    if (json.if_object() == nullptr) {
        return fail(mismatch("object", json));
    }
    T value{};
    std::optional<Error> problem;
    using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        if (problem) {
            return;
        }
        auto& target = value.*member.pointer;
        auto read = from_json<std::remove_reference_t<decltype(target)>>(json[member.name]);
        if (read) {
            target = *std::move(read);
        } else {
            problem = inside(member.name, std::move(read).error());
        }
    });
    if (problem) {
        return fail(std::move(*problem));
    }
    return value;
}

template <class T>
Result<T> enum_from_json(const Json& json)
{
    T value{};
    if (const auto* text = json.if_string();
        text != nullptr && boost::describe::enum_from_string(text->c_str(), value)) {
        return value;
    }
    return fail(mismatch("one of the known words", json));
}

} // namespace json_map_detail

/// Reads a `T`. Fails with `invalid`; `field` is the path to what was wrong.
template <class T>
Result<T> from_json(const Json& json)
{
    using namespace json_map_detail;
    if constexpr (std::same_as<T, Json>) {
        return json;
    } else if constexpr (Wrapper<T>::value) {
        if (json.is_null()) {
            return T{};
        }
        auto inner = from_json<typename Wrapper<T>::Inner>(json);
        if (!inner) {
            return fail(std::move(inner).error());
        }
        return T{*std::move(inner)};
    } else if constexpr (List<T>::value) {
        return list_from_json<typename List<T>::Inner>(json);
    } else if constexpr (std::same_as<T, std::string>) {
        const auto* text = json.if_string();
        return text == nullptr ? Result<T>(fail(mismatch("string", json))) : Result<T>(*text);
    } else if constexpr (std::same_as<T, bool>) {
        const auto* boolean = json.if_bool();
        return boolean == nullptr ? Result<T>(fail(mismatch("true or false", json)))
                                  : Result<T>(*boolean);
    } else if constexpr (std::same_as<T, Decimal>) {
        return json.decimal();
    } else if constexpr (std::integral<T>) {
        constexpr auto none = std::numeric_limits<std::int64_t>::min();
        const std::int64_t number = json.if_number() == nullptr ? none : json.int_or(none);
        return number == none || !std::in_range<T>(number)
                   ? Result<T>(fail(mismatch("whole number", json)))
                   : Result<T>(static_cast<T>(number));
    } else if constexpr (DescribedEnum<T>) {
        return enum_from_json<T>(json);
    } else {
        static_assert(Described<T>, "describe the struct: BOOST_DESCRIBE_STRUCT");
        return struct_from_json<T>(json);
    }
}

template <class T>
Json to_json(const T& value)
{
    using namespace json_map_detail;
    if constexpr (std::same_as<T, Json>) {
        return value;
    } else if constexpr (Wrapper<T>::value) {
        return value ? to_json(*value) : Json();
    } else if constexpr (List<T>::value) {
        Json list = Json::array();
        for (const auto& item : value) {
            list.push_back(to_json(item));
        }
        return list;
    } else if constexpr (std::same_as<T, bool>) {
        return Json(value);
    } else if constexpr (std::integral<T>) {
        return Json(static_cast<std::int64_t>(value));
    } else if constexpr (DescribedEnum<T>) {
        return Json(boost::describe::enum_to_string(value, ""));
    } else if constexpr (std::constructible_from<Json, const T&>) {
        return Json(value);
    } else {
        static_assert(Described<T>, "describe the struct: BOOST_DESCRIBE_STRUCT");
        Json object = Json::object();
        using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
        boost::mp11::mp_for_each<Members>([&](auto member) {
            Json inner = to_json(value.*member.pointer);
            using Type = std::remove_cvref_t<decltype(value.*member.pointer)>;
            if (!(Wrapper<Type>::value && inner.is_null())) {
                object.set(member.name, std::move(inner));
            }
        });
        return object;
    }
}

/// Reads a `T` from JSON text.
template <class T>
Result<T> parse_json(std::string_view text)
{
    auto json = Json::parse(text);
    if (!json) {
        return fail(std::move(json).error());
    }
    return from_json<T>(*json);
}

} // namespace billbridge
