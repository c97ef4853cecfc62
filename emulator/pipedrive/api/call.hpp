#pragma once

#include "emulator/pipedrive/api/query.hpp"
#include "emulator/pipedrive/context.hpp"
#include "net/http.hpp"

#include <functional>
#include <map>
#include <string>

namespace emulator::pipedrive {

using net::Response;

/// One authenticated call of the REST API.
struct Call {
    Context& context;
    const net::Request& request;
    const std::string& id; ///< the path's `{id}`, empty where it has none
    const Authority::Session& session;
    const std::string& sub_id; ///< the path's `{sub}`, empty where it has none

    Time now() const { return context.clock.now(); }
};

using CallHandler = Response (*)(const Call&);

/// Remembers what a call did to a record, for webhooks.
void remember(
    const Call& call, std::string_view entity, RecordId id, Action action, Json before, Json after);

} // namespace emulator::pipedrive
