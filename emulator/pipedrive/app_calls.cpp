#include "emulator/pipedrive/app_calls.hpp"

#include "crypto/crypto.hpp"

#include <algorithm>

namespace emulator::pipedrive {

AppCalls::AppCalls(Send send) : send_(std::move(send)) {}

std::string AppCalls::start(net::ClientRequest request)
{
    const std::string ticket = billbridge::crypto::random_uuid();
    if (calls_->size() == calls_max) {
        calls_->pop_front();
    }
    calls_->emplace_back(ticket, Call{});
    auto done = [calls = calls_, ticket](std::optional<net::ClientResponse> response) {
        const auto call = std::ranges::find(*calls, ticket, &Calls::value_type::first);
        if (call != calls->end()) {
            call->second = {.is_answered = true, .response = std::move(response)};
        }
    };
    if (send_) {
        send_(std::move(request), std::move(done));
    } else {
        done(std::nullopt);
    }
    return ticket;
}

std::optional<AppCalls::Call> AppCalls::find(const std::string& ticket) const
{
    const auto call = std::ranges::find(*calls_, ticket, &Calls::value_type::first);
    return call == calls_->end() ? std::nullopt : std::optional(call->second);
}

} // namespace emulator::pipedrive
