#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "emulator/kit/app.hpp"
#include "net/http_server.hpp"

#include <memory>
#include <string>

namespace emulator::kit {

/// Serves an app over HTTP, with the waiting that its faults ask for on `clock`. Everything that is
/// given must outlive the server. Fails with `invalid` where the address is malformed or taken.
billbridge::Result<std::unique_ptr<net::HttpServer>> open_site(net::EventLoop& loop,
                                                               billbridge::Clock& clock,
                                                               billbridge::Log& log,
                                                               App& app,
                                                               std::string address,
                                                               unsigned short port);

} // namespace emulator::kit
