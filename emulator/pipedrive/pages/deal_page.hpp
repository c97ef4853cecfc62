#pragma once

#include "emulator/pipedrive/context.hpp"
#include "net/http.hpp"

#include <string>

namespace emulator::pipedrive::pages {

/// /deal/{id}; a page that says so where there is no such deal.
net::Response deal_page(const Context& context, const std::string& id);

} // namespace emulator::pipedrive::pages
