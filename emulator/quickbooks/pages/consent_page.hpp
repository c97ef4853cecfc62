#pragma once

#include "emulator/quickbooks/context.hpp"
#include "net/http.hpp"

#include <string>
#include <string_view>

namespace emulator::quickbooks::pages {

/// What an app asks a person for.
struct ConsentRequest {
    std::string client_id;
    std::string redirect_uri;
    std::string state;
    std::string scope;
};

/// The form on which a person picks a company and decides.
billbridge::net::Response consent_page(const Context& context, const ConsentRequest& wish);

/// Why the app cannot be connected at all.
billbridge::net::Response sign_in_problem(std::string_view reason);

} // namespace emulator::quickbooks::pages
