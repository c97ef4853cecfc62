#pragma once

#include <string>
#include <string_view>

namespace emulator::pipedrive {

/// The HTML of a note as the server keeps it: simple formatting and links stay, everything that
/// could run or reach outside the note goes, and every element is closed. The text of elements that
/// go stays, except inside `script` and `style`.
std::string sanitize_note(std::string_view html);

} // namespace emulator::pipedrive
