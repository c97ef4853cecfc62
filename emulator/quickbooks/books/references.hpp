#pragma once

#include "emulator/quickbooks/books/company.hpp"

#include <initializer_list>
#include <optional>

/// Checks of members that point elsewhere or come from a short list.
namespace emulator::quickbooks {

/// Whether the member refers to an active entity of the table, if it is there at all: 2500 for an
/// unknown id, 610 for an inactive one.
std::optional<Fault> check_reference(const Company& company,
                                     const Json& body,
                                     std::string_view member,
                                     std::string_view table);

/// Whether the member has one of the values, if it is there at all: 2170.
std::optional<Fault> check_choice(const Json& body,
                                  std::string_view member,
                                  std::initializer_list<std::string_view> values);

} // namespace emulator::quickbooks
