#pragma once

#include "emulator/kit/clock.hpp"
#include "emulator/kit/fault_script.hpp"
#include "emulator/kit/request_log.hpp"
#include "emulator/kit/router.hpp"
#include "net/http.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace emulator::kit {

/// One emulated vendor on one address: its routes, its request log, its faults and its control API
/// (`control_api.hpp`). A vendor derives from this and fills `router_` in its constructor.
///
/// Requests are answered synchronously and without I/O. Threads: one at a time.
class App {
public:
    /// `clock` must outlive this. `seed_name` is what the vendor's constructor starts with, and
    /// what a reset goes back to.
    App(EmulatorClock& clock, std::string seed_name);
    virtual ~App() = default;
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    /// Answers a request with the fault whose turn it is, except that it does not wait: a delay is
    /// left out and a request that hangs is cut. Throws `net::ConnectionCut` where the caller gets
    /// no answer.
    net::Response handle(const net::Request& request);

    /// The fault that is to be played to this request, which it counts; for callers that can wait.
    std::optional<FaultRule> take_fault(const net::Request& request);
    /// Answers a request with that fault, as `handle` does.
    net::Response answer(const net::Request& request, const std::optional<FaultRule>& fault);

    /// What a request gets at the gate.
    struct Entry {
        std::shared_ptr<void> pass; ///< held until it has been answered
        std::optional<net::Response> refusal;
    };
    /// Lets a request in, or turns it away at once; for callers that can wait between this and the
    /// answer. One that is turned away must not be answered otherwise.
    virtual Entry enter(const net::Request& request);
    /// Puts a request that was turned away into the log.
    void log_refusal(const net::Request& request, int status);

    /// What the vendor does by itself, such as telling the app what has changed. Runs after each
    /// request; whoever owns the app also calls it now and then.
    virtual void tend() {}

    /// Starts anew from a seed. False, and no change, where there is no such seed.
    virtual bool seed(std::string_view name) = 0;

    /// The vendor's refusal of that code, for a fault; none where the code is unknown here.
    virtual std::optional<net::Response> refusal(std::string_view code) const;

    EmulatorClock& clock() const { return clock_; }
    RequestLog& log() { return log_; }
    FaultScript& faults() { return faults_; }
    const std::string& seed_name() const { return seed_name_; }
    /// What a reset goes back to from now on.
    void set_seed_name(std::string name) { seed_name_ = std::move(name); }

protected:
    /// Whether the vendor charges for such a call where it succeeds.
    virtual bool is_metered(const Route& route, const net::Request& request) const;

    /// What a path without a route answers.
    virtual net::Response unknown_route(const net::Request& request, bool knows_path) const;

    Router router_;

private:
    net::Response call(const net::Request& request, const Router::Match& match);

    EmulatorClock& clock_;
    std::string seed_name_;
    RequestLog log_;
    FaultScript faults_;
};

} // namespace emulator::kit
