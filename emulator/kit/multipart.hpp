#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::kit {

/// One part of a form with files.
struct Part {
    std::string name;
    std::string file_name;    ///< empty where the part is no file
    std::string content_type; ///< empty where the part says none
    std::string body;
};

/// Reads `multipart/form-data` (RFC 7578). None where the content type names no boundary or the
/// body does not keep to it.
std::optional<std::vector<Part>> read_multipart(std::string_view content_type,
                                                std::string_view body);

} // namespace emulator::kit
