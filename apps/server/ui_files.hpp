#pragma once

#include "base/embedded.hpp"

namespace billbridge::server {

/// The built front end, `ui/dist`: what is served under `/ui/assets/`.
std::span<const EmbeddedFile> ui_files();

} // namespace billbridge::server
