#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Text as QuickBooks compares and counts it.
namespace emulator::quickbooks {

/// Lower case for the Latin, Greek and Cyrillic letters; others stay. Names and queries compare so.
std::string lower_case(std::string_view text);

/// The length in UTF-16 units, which is what the vendor's limits count.
std::size_t length(std::string_view text);

/// Whether `text` fits `pattern`, in which `%` stands for any text; letters' case does not matter.
bool is_like(std::string_view text, std::string_view pattern);

} // namespace emulator::quickbooks
