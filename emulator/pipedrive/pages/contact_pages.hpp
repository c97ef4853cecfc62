#pragma once

#include "emulator/pipedrive/context.hpp"
#include "net/http.hpp"

#include <string>

namespace emulator::pipedrive::pages {

/// /person/{id}
net::Response person_page(const Context& context, const std::string& id);
/// /organization/{id}
net::Response organization_page(const Context& context, const std::string& id);

} // namespace emulator::pipedrive::pages
