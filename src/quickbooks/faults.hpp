#pragma once

#include "base/json.hpp"
#include "net/http.hpp"

#include <optional>

namespace billbridge::quickbooks {

/// What went wrong, from an answer's status and body: the only place that sees fault codes. Both
/// spellings are read: `Fault.Error[].Message` of the service, `fault.error[].message` of the
/// gateway (facts 7.1).
Error error_of(const net::ClientResponse& response, const std::optional<Json>& body);

/// Whether the body holds a fault.
bool has_fault(const Json& body);

} // namespace billbridge::quickbooks
