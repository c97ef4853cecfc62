#include "base/json.hpp"

#include "base/utf8.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iterator>

namespace billbridge {

namespace {

/// Objects that are made member by member have room for so many at first.
constexpr std::size_t members_expected = 8;

/// Builds a `Json` from the events of Boost.JSON's parser. Numbers come as text, strings and keys
/// possibly in parts.
class Builder {
public:
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);
    using Code = boost::json::error_code;
    using Text = boost::json::string_view;

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code&) { return true; }
    bool on_object_end(std::size_t count, Code& code)
    {
        Json::Object members;
        members.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            members.emplace_back(std::move(keys_[keys_.size() - count + i]),
                                 std::move(values_[values_.size() - count + i]));
        }
        keys_.resize(keys_.size() - count);
        values_.resize(values_.size() - count);
        if (has_duplicate(members)) {
            code = boost::json::error::object_too_large;
            return false;
        }
        return add(Json(std::move(members)));
    }
    bool on_array_begin(Code&) { return true; }
    bool on_array_end(std::size_t count, Code&)
    {
        const auto first = values_.end() - static_cast<std::ptrdiff_t>(count);
        Json::Array items(std::make_move_iterator(first), std::make_move_iterator(values_.end()));
        values_.erase(first, values_.end());
        return add(Json(std::move(items)));
    }
    bool on_key_part(Text text, std::size_t, Code&) { return append(text); }
    bool on_key(Text text, std::size_t, Code&)
    {
        append(text);
        keys_.push_back(std::exchange(text_, {}));
        return true;
    }
    bool on_string_part(Text text, std::size_t, Code&) { return append(text); }
    bool on_string(Text text, std::size_t, Code&)
    {
        append(text);
        return add(Json(std::exchange(text_, {})));
    }
    bool on_number_part(Text text, Code&) { return append(text); }
    bool on_int64(std::int64_t, Text text, Code&) { return number(text); }
    bool on_uint64(std::uint64_t, Text text, Code&) { return number(text); }
    bool on_double(double, Text text, Code&) { return number(text); }
    bool on_bool(bool value, Code&) { return add(Json(value)); }
    bool on_null(Code&) { return add(Json()); }
    bool on_comment_part(Text, Code&) { return true; }
    bool on_comment(Text, Code&) { return true; }

    Json take() { return std::move(values_.back()); }

private:
    bool append(Text text)
    {
        text_.append(text.data(), text.size());
        return true;
    }
    bool number(Text text)
    {
        append(text);
        return add(Json::number_text(std::exchange(text_, {})));
    }
    static bool has_duplicate(const Json::Object& members)
    {
        std::vector<std::string_view> names;
        names.reserve(members.size());
        for (const auto& member : members) {
            names.push_back(member.first);
        }
        std::ranges::sort(names, by_length);
        return std::ranges::adjacent_find(names) != names.end();
    }
    /// Any order does, and lengths compare faster than texts.
    static bool by_length(std::string_view a, std::string_view b)
    {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    }
    bool add(Json value)
    {
        values_.push_back(std::move(value));
        return true;
    }

    /// What is complete, of all containers that are still open: each takes its own at its end.
    std::vector<Json> values_;
    std::vector<std::string> keys_;
    std::string text_;
};

bool is_plain(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

void write_escaped(std::string& out, char c)
{
    switch (c) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        char escape[8];
        std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
        out += escape;
    }
}

void write_string(std::string& out, std::string_view text)
{
    out += '"';
    while (!text.empty()) {
        const auto special = std::find_if_not(text.begin(), text.end(), is_plain);
        out.append(text.begin(), special);
        text.remove_prefix(static_cast<std::size_t>(special - text.begin()));
        if (!text.empty()) {
            write_escaped(out, text.front());
            text.remove_prefix(1);
        }
    }
    out += '"';
}

void write(std::string& out, const Json& value)
{
    if (const auto* boolean = value.if_bool()) {
        out += *boolean ? "true" : "false";
    } else if (const auto* number = value.if_number()) {
        out += number->text;
    } else if (const auto* text = value.if_string()) {
        write_string(out, *text);
    } else if (const auto* array = value.if_array()) {
        char separator = '[';
        for (const auto& item : *array) {
            out += separator;
            separator = ',';
            write(out, item);
        }
        out += array->empty() ? "[]" : "]";
    } else if (const auto* object = value.if_object()) {
        char separator = '{';
        for (const auto& [name, member] : *object) {
            out += separator;
            separator = ',';
            write_string(out, name);
            out += ':';
            write(out, member);
        }
        out += object->empty() ? "{}" : "}";
    } else {
        out += "null";
    }
}

} // namespace

Json Json::number_text(std::string text)
{
    Json value;
    value.value_ = Number{std::move(text)};
    return value;
}

Result<Json> Json::parse(std::string_view text)
{
    boost::json::parse_options options;
    options.max_depth = depth_max;
    boost::json::basic_parser<Builder> parser(options);
    boost::json::error_code code;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), code);
    if (!code && used < text.size()) {
        code = boost::json::error::extra_data;
    }
    if (code) {
        return fail(invalid({"error.json", {}},
                            "json: " + code.message() + " at byte " + std::to_string(used)));
    }
    return parser.handler().take();
}

std::string Json::dump() const
{
    std::string out;
    write(out, *this);
    return is_utf8(out) ? out : valid_utf8(out);
}

const Json* Json::find(std::string_view name) const
{
    const auto* object = if_object();
    if (object == nullptr) {
        return nullptr;
    }
    const auto found = std::find_if(
        object->begin(), object->end(), [&](const Member& member) { return member.first == name; });
    return found == object->end() ? nullptr : &found->second;
}

Json* Json::find(std::string_view name)
{
    return const_cast<Json*>(std::as_const(*this).find(name));
}

const Json& Json::operator[](std::string_view name) const
{
    static const Json null;
    const Json* member = find(name);
    return member == nullptr ? null : *member;
}

Json& Json::set(std::string_view name, Json value)
{
    if (is_null()) {
        value_ = Object{};
    }
    if (Json* member = find(name)) {
        *member = std::move(value);
    } else {
        auto& members = std::get<Object>(value_);
        if (members.empty()) {
            members.reserve(members_expected);
        }
        members.emplace_back(std::string(name), std::move(value));
    }
    return *this;
}

void Json::erase(std::string_view name)
{
    if (auto* object = if_object()) {
        std::erase_if(*object, [&](const Member& member) { return member.first == name; });
    }
}

Json& Json::push_back(Json value)
{
    if (is_null()) {
        value_ = Array{};
    }
    std::get<Array>(value_).push_back(std::move(value));
    return *this;
}

std::string Json::string_or(std::string_view otherwise) const
{
    const auto* text = if_string();
    return text == nullptr ? std::string(otherwise) : *text;
}

std::int64_t Json::int_or(std::int64_t otherwise) const
{
    const std::string* text = if_string();
    if (const auto* number = if_number()) {
        text = &number->text;
    }
    if (text == nullptr) {
        return otherwise;
    }
    std::int64_t value = 0;
    const char* end = text->data() + text->size();
    const auto [stop, problem] = std::from_chars(text->data(), end, value);
    return problem == std::errc{} && stop == end ? value : otherwise;
}

bool Json::bool_or(bool otherwise) const
{
    const auto* value = if_bool();
    return value == nullptr ? otherwise : *value;
}

Result<Decimal> Json::decimal() const
{
    if (const auto* number = if_number()) {
        return Decimal::parse(number->text);
    }
    if (const auto* text = if_string()) {
        return Decimal::parse(*text);
    }
    return fail(invalid({"error.number", {}}, "not a number: " + dump().substr(0, 64)));
}

} // namespace billbridge
