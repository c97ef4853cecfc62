#pragma once

#include "base/embedded.hpp"

#include <span>

namespace emulator::quickbooks {

using billbridge::EmbeddedFile;

/// The files of `seeds/`, compiled in.
std::span<const EmbeddedFile> seed_files();

} // namespace emulator::quickbooks
