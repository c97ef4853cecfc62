#include "emulator/quickbooks/books/entity.hpp"

namespace emulator::quickbooks {

namespace {

std::string with_separators(std::string digits)
{
    const std::size_t start = digits.starts_with('-') ? 1 : 0;
    const std::size_t point = std::min(digits.find('.'), digits.size());
    for (std::size_t at = point; at > start + 3; at -= 3) {
        digits.insert(at - 3, ",");
    }
    return digits;
}

} // namespace

std::string text_of(const Json& value)
{
    const auto* number = value.if_number();
    return number == nullptr ? value.string_or() : number->text;
}

std::string id_of(const Json& entity)
{
    return entity["Id"].string_or();
}

Decimal decimal_of(const Json& value)
{
    return value.decimal().value_or(Decimal());
}

Json money(const Decimal& amount)
{
    return Json(amount.rounded(money_scale, Rounding::half_up));
}

std::string grouped_amount(const Json& amount)
{
    return with_separators(to_string(decimal_of(amount).rounded(money_scale, Rounding::half_up)));
}

std::string referred(const Json& entity, std::string_view member)
{
    return text_of(entity[member]["value"]);
}

Json reference_to(std::string_view id, std::string_view name)
{
    return Json::Object{{"value", id}, {"name", name}};
}

void copy_members(Json& to, const Json& from, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        if (const Json* value = from.find(name); value != nullptr && !value->is_null()) {
            to.set(name, *value);
        }
    }
}

void set_identity(Json& entity, const std::string& id, Time now)
{
    entity.set("domain", "QBO").set("sparse", false).set("Id", id).set("SyncToken", "0");
    const std::string time = stamp(now);
    entity.set("MetaData", Json::Object{{"CreateTime", time}, {"LastUpdatedTime", time}});
}

void touch(Json& entity, Time now)
{
    entity.set("SyncToken", std::to_string(entity["SyncToken"].int_or(0) + 1));
    entity.find("MetaData")->set("LastUpdatedTime", stamp(now));
}

} // namespace emulator::quickbooks
