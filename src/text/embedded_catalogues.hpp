#pragma once

#include "base/embedded.hpp"

namespace billbridge::text {

/// The server's share of `i18n/`: `en/server.json`, ...
std::span<const EmbeddedFile> embedded_catalogues();

} // namespace billbridge::text
