#pragma once

#include "emulator/quickbooks/books/company.hpp"

#include <string>
#include <string_view>

namespace emulator::quickbooks {

/// How far back changes can be asked for.
inline constexpr std::chrono::days change_data_window{30};

/// Change data capture: what of these types (`Invoice,Customer`) has changed since then, whole, in
/// the order of the changes; what is no more comes last, as stubs. At most 1000 in all. The value
/// is the JSON text of the whole answer. Refuses with 2020, 2000 and 2070: no types, unknown or
/// uncovered ones, a time that cannot be read or lies too far back.
Outcome<std::string> change_data(const Company& company,
                                 std::string_view entities,
                                 std::string_view changed_since,
                                 Time now);

} // namespace emulator::quickbooks
