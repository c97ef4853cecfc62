#pragma once

#include "base/embedded.hpp"

#include <span>

namespace emulator::pipedrive::pages {

using billbridge::EmbeddedFile;

/// The texts of the pages: `en.json`, `pl.json`.
std::span<const EmbeddedFile> text_files();

} // namespace emulator::pipedrive::pages
