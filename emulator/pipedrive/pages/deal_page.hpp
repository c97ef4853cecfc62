#pragma once

#include "emulator/pipedrive/context.hpp"
#include "net/http.hpp"

#include <string>

namespace emulator::pipedrive::pages {

/// /deal/{id}; a page that says so where there is no such deal.
net::Response deal_page(const Context& context, const std::string& id);

/// The notes of a deal as the entries of its history, newest first: HTML, and a version that
/// changes with it.
struct History {
    std::string html;
    std::string version;
};
History history(const World& world, RecordId deal_id);

} // namespace emulator::pipedrive::pages
