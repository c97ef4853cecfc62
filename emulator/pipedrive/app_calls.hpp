#pragma once

#include "net/http.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace emulator::pipedrive {

namespace net = billbridge::net;

/// What Pipedrive's server asks the app for while a page waits: the page gets a ticket at once and
/// comes back with it until the app has answered.
class AppCalls {
public:
    /// No response: none came.
    using Done = std::function<void(std::optional<net::ClientResponse>)>;
    /// Sends a request and calls back once, later; empty where nothing can be sent.
    using Send = std::function<void(net::ClientRequest, Done)>;

    /// So many calls are remembered; the oldest is forgotten first.
    static constexpr std::size_t calls_max = 100;

    explicit AppCalls(Send send);

    /// Sends the request; its ticket.
    std::string start(net::ClientRequest request);

    struct Call {
        bool is_answered = false;
        std::optional<net::ClientResponse> response;
    };
    /// What has become of a call; none where there is no such ticket.
    std::optional<Call> find(const std::string& ticket) const;

private:
    using Calls = std::deque<std::pair<std::string, Call>>;

    Send send_;
    std::shared_ptr<Calls> calls_ = std::make_shared<Calls>(); ///< answers come after this too
};

} // namespace emulator::pipedrive
