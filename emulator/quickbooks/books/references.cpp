#include "emulator/quickbooks/books/references.hpp"

#include <algorithm>

namespace emulator::quickbooks {

std::optional<Fault> check_reference(const Company& company,
                                     const Json& body,
                                     std::string_view member,
                                     std::string_view table)
{
    if (body[member].is_null()) {
        return std::nullopt;
    }
    const std::string id = referred(body, member);
    const auto row = company.table(table).find(id);
    if (row == nullptr) {
        return invalid_reference(member, id);
    }
    return (*row)["Active"].bool_or(true) ? std::nullopt : std::optional(inactive_reference());
}

std::optional<Fault> check_choice(const Json& body,
                                  std::string_view member,
                                  std::initializer_list<std::string_view> values)
{
    const Json& value = body[member];
    if (value.is_null() || std::ranges::find(values, value.string_or()) != values.end()) {
        return std::nullopt;
    }
    return fault("2170",
                 "Invalid Enumeration : " + std::string(member) + " " + text_of(value),
                 std::string(member));
}

} // namespace emulator::quickbooks
