#pragma once

#include "emulator/kit/app.hpp"
#include "emulator/pipedrive/context.hpp"

#include <string_view>

namespace emulator::pipedrive {

/// An emulated Pipedrive: OAuth, REST API and the web pages that host the app's extensions, all on
/// one address, for one company and one app.
///
/// Requests are answered synchronously and without I/O; `Options::send` carries what the emulator
/// itself sends. Threads: one at a time.
class App : public kit::App {
public:
    /// Throws `std::invalid_argument` where the seed of the options is unknown.
    App(kit::EmulatorClock& clock, Options options);

    /// Starts anew from a seed; the app is not installed then.
    bool seed(std::string_view name) override;

    /// Tells the app what has changed.
    void tend() override;

    /// Knows the codes 400, 401, 402, 403, 403_scope, 403_html, 404, 410 and 429.
    std::optional<net::Response> refusal(std::string_view code) const override;

    /// The company as it stands.
    World& world() { return context_.world; }

protected:
    net::Response unknown_route(const net::Request& request, bool knows_path) const override;

private:
    void add_api();
    void add_oauth();
    void add_pages();
    void add_control();

    Context context_;
};

} // namespace emulator::pipedrive
