#pragma once

#include <string>
#include <string_view>

namespace billbridge {

/// For text inside HTML, attribute values included.
std::string escape_html(std::string_view text);

} // namespace billbridge
