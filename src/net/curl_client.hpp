#pragma once

#include "net/event_loop.hpp"
#include "net/http_client.hpp"

#include <memory>

namespace billbridge::net {

/// An HTTP client on libcurl, driven by the event loop. Destroying it fails the calls in flight
/// with `unavailable`.
std::unique_ptr<HttpClient> make_curl_client(EventLoop& loop);

} // namespace billbridge::net
