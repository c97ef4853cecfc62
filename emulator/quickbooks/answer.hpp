#pragma once

#include "emulator/quickbooks/fault.hpp"
#include "emulator/quickbooks/stamp.hpp"
#include "net/http.hpp"

namespace emulator::quickbooks::answer {

namespace net = billbridge::net;

/// An answer of the API with the headers that all of them have.
net::Response json(int status, const Json& body);

/// `{"Invoice":{..},"time":".."}`
net::Response entity(std::string_view name, Json entity, Time now);

net::Response refusal(const Fault& fault, Time now);

} // namespace emulator::quickbooks::answer
