#pragma once

#include "emulator/pipedrive/context.hpp"
#include "net/http.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace emulator::pipedrive::pages {

/// /deals
net::Response deals_page(const Context& context);
/// /persons/list
net::Response persons_page(const Context& context);
/// /organizations/list
net::Response organizations_page(const Context& context);

/// A box under a heading with the deals that `belongs` accepts.
std::string deals_card(const World& world,
                       std::string_view heading,
                       const std::function<bool(const Deal&)>& belongs);

} // namespace emulator::pipedrive::pages
