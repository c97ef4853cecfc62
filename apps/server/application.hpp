#pragma once

#include "config.hpp"

#include "base/log.hpp"
#include "base/result.hpp"
#include "net/event_loop.hpp"

#include <memory>

namespace billbridge::server {

/// The whole server as an object: no globals, so that a test can have several.
class Application {
public:
    /// Opens the database, binds the port and builds everything between. Fails with `invalid` or
    /// `conflict`; `cause` tells the operator why.
    static Result<std::unique_ptr<Application>>
    open(const Config& config, net::EventLoop& loop, Log& log);

    ~Application();

    /// The port it listens on.
    unsigned short port() const;

    /// Starts to work off jobs. Returns at once.
    void start();

    /// Takes no more requests and jobs, finishes those in flight, then stops the loop.
    Routine stop();

private:
    struct Parts;
    explicit Application(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

} // namespace billbridge::server
