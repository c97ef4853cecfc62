#include "emulator/quickbooks/api/answer.hpp"

#include "crypto/crypto.hpp"

namespace emulator::quickbooks::answer {

net::Response json_text(int status, std::string body)
{
    return {.status = status,
            .headers = {{"content-type", "application/json;charset=UTF-8"},
                        {"intuit_tid", "1-" + billbridge::crypto::random_uuid()},
                        {"qbo-version", "emulator"},
                        {"cache-control", "no-cache, no-store"}},
            .body = std::move(body)};
}

net::Response json(int status, const Json& body)
{
    return json_text(status, body.dump());
}

net::Response entity(std::string_view name, std::string_view text, Time now)
{
    std::string body = "{\"";
    body.append(name).append("\":").append(text);
    body.append(",\"time\":\"").append(stamp_with_milliseconds(now)).append("\"}");
    return json_text(200, std::move(body));
}

net::Response refusal(const Fault& fault, Time now)
{
    return json(fault.status, fault_body(fault, stamp_with_milliseconds(now)));
}

} // namespace emulator::quickbooks::answer
