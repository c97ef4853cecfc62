#pragma once

#include <span>
#include <string_view>

namespace billbridge {

/// A file that was compiled into the program (`embed_files` in cmake/embed.cmake).
struct EmbeddedFile {
    std::string_view name; ///< relative path with forward slashes
    std::string_view bytes;
};

} // namespace billbridge
