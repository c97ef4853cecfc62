#pragma once

#include "emulator/kit/router.hpp"
#include "emulator/pipedrive/api/call.hpp"

#include <span>
#include <string_view>

namespace emulator::pipedrive {

/// One endpoint of the REST API.
struct ApiRoute {
    std::string_view method;
    std::string_view pattern; ///< below `/api/v2` or `/v1`
    /// Any of these scopes lets a call through, separated by spaces.
    std::string_view scopes;
    CallHandler handler;
    /// In tokens of the daily budget; 0: what calls of its kind cost (`x-token-cost` of the OpenAPI
    /// files).
    int cost = 0;
};

/// Served below /api/v2.
std::span<const ApiRoute> v2_routes();
/// Served below /v1 and /api/v1.
std::span<const ApiRoute> v1_routes();

/// What a group of API v1 that has gone answers 410 to, below /v1 and /api/v1.
struct RetiredRoute {
    std::string_view method;
    std::string pattern;
};
std::vector<RetiredRoute> retired_routes();

/// Authenticates the caller, counts the call, checks the scopes and calls the handler.
Response call_api(Context& context,
                  const ApiRoute& route,
                  const net::Request& request,
                  const kit::Params& params);

} // namespace emulator::pipedrive
