#pragma once

#include "base/embedded.hpp"

#include <span>

namespace emulator::pipedrive::pages {

using billbridge::EmbeddedFile;

/// Style sheet and scripts of the pages.
std::span<const EmbeddedFile> static_files();

} // namespace emulator::pipedrive::pages
