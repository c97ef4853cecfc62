#include "emulator/quickbooks/answer.hpp"

#include "crypto/crypto.hpp"

namespace emulator::quickbooks::answer {

net::Response json(int status, const Json& body)
{
    return {.status = status,
            .headers = {{"content-type", "application/json;charset=UTF-8"},
                        {"intuit_tid", "1-" + billbridge::crypto::random_uuid()},
                        {"qbo-version", "emulator"},
                        {"cache-control", "no-cache, no-store"}},
            .body = body.dump()};
}

net::Response entity(std::string_view name, Json entity, Time now)
{
    Json body = Json::object();
    body.set(name, std::move(entity)).set("time", stamp_with_milliseconds(now));
    return json(200, body);
}

net::Response refusal(const Fault& fault, Time now)
{
    return json(fault.status, fault_body(fault, stamp_with_milliseconds(now)));
}

} // namespace emulator::quickbooks::answer
