#include "emulator/pipedrive/api/body.hpp"

#include "base/json_map.hpp"
#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/stamp.hpp"

#include <algorithm>

namespace emulator::pipedrive {

namespace {

constexpr std::string_view address_parts[] = {"value",
                                              "street_number",
                                              "route",
                                              "subpremise",
                                              "locality",
                                              "sublocality",
                                              "admin_area_level_1",
                                              "admin_area_level_2",
                                              "country",
                                              "postal_code"};

} // namespace

std::expected<Json, Response> read_json(const Call& call)
{
    const std::string_view type = call.request.headers.get("content-type");
    if (!type.empty() && !type.starts_with("application/json")) {
        return std::unexpected(answer::unsupported_media_type());
    }
    auto body = Json::parse(call.request.body);
    if (!body) {
        return std::unexpected(answer::validation_failed("body: Invalid JSON"));
    }
    return *std::move(body);
}

std::expected<Json, Response> read_object(const Call& call)
{
    auto body = read_json(call);
    if (body && body->if_object() == nullptr) {
        return std::unexpected(answer::validation_failed("body: Expected object"));
    }
    return body;
}

std::optional<std::int64_t> strict_integer(const Json& value)
{
    const Json::Number* number = value.if_number();
    return number == nullptr ? std::nullopt : parse_integer(number->text);
}

std::expected<Address, std::string> read_address(const Json& value)
{
    if (value.if_object() == nullptr) {
        return std::unexpected("Expected object");
    }
    Json parts = Json::object();
    for (const std::string_view part : address_parts) {
        const Json& text = value[part];
        if (!text.is_null() && text.if_string() == nullptr) {
            return std::unexpected(std::string(part) + " must be a string");
        }
        parts.set(part, text.string_or());
    }
    auto address = billbridge::from_json<Address>(parts);
    if (!address) {
        return std::unexpected("Not an address");
    }
    return *std::move(address);
}

void Body::require(std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        if (object_[name].is_null()) {
            complain(std::string(name) + ": Required");
        }
    }
}

const Json* Body::value(std::string_view name) const
{
    return object_.find(name);
}

void Body::wrong(std::string_view name, std::string_view expected)
{
    complain(std::string(name) + ": Expected " + std::string(expected));
}

void Body::complain(std::string problem)
{
    if (problem_.empty()) {
        problem_ = std::move(problem);
    }
}

void Body::text(std::string_view name, std::string& target, std::size_t size_max)
{
    const Json* member = value(name);
    if (member == nullptr) {
        return;
    }
    const std::string* text = member->if_string();
    if (text == nullptr) {
        wrong(name, "string");
    } else if (text->size() > size_max) {
        complain(std::string(name) + ": Must be at most " + std::to_string(size_max) +
                 " characters");
    } else {
        target = *text;
    }
}

void Body::text(std::string_view name, std::optional<std::string>& target, std::size_t size_max)
{
    const Json* member = value(name);
    if (member == nullptr) {
        return;
    }
    if (member->is_null()) {
        target.reset();
        return;
    }
    text(name, target.emplace(), size_max);
}

void Body::title(std::string_view name, std::string& target)
{
    text(name, target);
    if (has(name) && target.find_first_not_of(' ') == std::string::npos) {
        complain(std::string(name) + ": Must not be empty");
    }
}

void Body::boolean(std::string_view name, bool& target)
{
    if (const Json* member = value(name)) {
        if (const bool* flag = member->if_bool()) {
            target = *flag;
        } else {
            wrong(name, "boolean");
        }
    }
}

void Body::integer(std::string_view name, std::optional<std::int64_t>& target)
{
    const Json* member = value(name);
    if (member == nullptr) {
        return;
    }
    const auto number = strict_integer(*member);
    if (!number && !member->is_null()) {
        wrong(name, "integer");
        return;
    }
    target = number;
}

void Body::integer(std::string_view name, std::int64_t& target)
{
    OptionalId number;
    integer(name, number);
    take(name, number, target);
}

void Body::take(std::string_view name, OptionalId id, RecordId& target)
{
    if (id) {
        target = *id;
    } else if (has(name)) {
        wrong(name, "integer");
    }
}

void Body::number(std::string_view name, std::optional<Decimal>& target)
{
    const Json* member = value(name);
    if (member == nullptr) {
        return;
    }
    if (member->is_null()) {
        target.reset();
        return;
    }
    const auto decimal = member->decimal();
    if (member->if_number() == nullptr || !decimal) {
        wrong(name, "number");
        return;
    }
    target = *decimal;
}

void Body::number(std::string_view name, Decimal& target)
{
    std::optional<Decimal> number_read = target;
    number(name, number_read);
    if (number_read) {
        target = *number_read;
    } else {
        wrong(name, "number");
    }
}

void Body::date(std::string_view name, std::optional<Date>& target)
{
    const Json* member = value(name);
    if (member == nullptr) {
        return;
    }
    if (member->is_null()) {
        target.reset();
        return;
    }
    const auto date = Date::parse(member->string_or());
    if (!date) {
        wrong(name, "date in the format YYYY-MM-DD");
        return;
    }
    target = *date;
}

void Body::time(std::string_view name, std::optional<Time>& target)
{
    const Json* member = value(name);
    if (member == nullptr) {
        return;
    }
    if (member->is_null()) {
        target.reset();
        return;
    }
    const auto when = parse_stamp_v2(member->string_or());
    if (!when) {
        wrong(name, "a time such as 2025-01-01T10:20:00Z");
        return;
    }
    target = *when;
}

void Body::integers(std::string_view name, std::vector<std::int64_t>& target)
{
    const Json* member = value(name);
    if (member == nullptr) {
        return;
    }
    const Json::Array* items = member->if_array();
    std::vector<std::int64_t> numbers;
    for (const Json& item : items == nullptr ? Json::Array{nullptr} : *items) {
        if (const auto number = strict_integer(item)) {
            numbers.push_back(*number);
        } else {
            wrong(name, "array of integers");
            return;
        }
    }
    target = std::move(numbers);
}

void Body::choice(std::string_view name,
                  std::initializer_list<std::string_view> words,
                  std::size_t& target)
{
    const Json* member = value(name);
    if (member == nullptr) {
        return;
    }
    const auto* const word = std::ranges::find(words, member->string_or());
    if (member->if_string() == nullptr || word == words.end()) {
        complain(std::string(name) + ": Not one of the allowed values");
        return;
    }
    target = static_cast<std::size_t>(word - words.begin());
}

void Body::address(std::string_view name, std::optional<Address>& target)
{
    const Json* member = value(name);
    if (member == nullptr) {
        return;
    }
    if (member->is_null()) {
        target.reset();
        return;
    }
    auto address = read_address(*member);
    if (!address) {
        complain(std::string(name) + ": " + address.error());
        return;
    }
    target = *std::move(address);
}

void Body::user(std::string_view name, const World& world, RecordId& target)
{
    OptionalId id;
    integer(name, id);
    if (id && world.user(*id) == nullptr) {
        complain(std::string(name) + ": User not found");
        return;
    }
    take(name, id, target);
}

} // namespace emulator::pipedrive
