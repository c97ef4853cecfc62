#pragma once

#include "emulator/quickbooks/books/fault.hpp"
#include "emulator/quickbooks/books/stamp.hpp"
#include "net/http.hpp"

namespace emulator::quickbooks::answer {

namespace net = billbridge::net;

/// An answer of the API with the headers that all of them have.
net::Response json(int status, const Json& body);
/// The same, of JSON that is text already.
net::Response json_text(int status, std::string body);

/// `{"Invoice":{..},"time":".."}`; `text` is the entity's JSON.
net::Response entity(std::string_view name, std::string_view text, Time now);

net::Response refusal(const Fault& fault, Time now);

} // namespace emulator::quickbooks::answer
