#pragma once

#include "emulator/kit/app.hpp"
#include "emulator/quickbooks/context.hpp"

#include <string_view>

namespace emulator::quickbooks {

namespace net = billbridge::net;

/// An emulated QuickBooks Online with Intuit's sign-in: OAuth, accounting API and web pages on one
/// address, for a few companies and one app.
class App : public kit::App {
public:
    /// Throws `std::invalid_argument` where the seed of the options is unknown.
    App(kit::EmulatorClock& clock, Options options = {});

    /// Starts anew from a seed; nothing is connected then. False where the seed is unknown.
    bool seed(std::string_view name) override;

    /// Tells the app what has changed.
    void tend() override;

    /// Turns away what would be one request too many of a company at a time.
    Entry enter(const net::Request& request) override;

    std::optional<net::Response> refusal(std::string_view code) const override;

    /// For tests that look behind the API.
    Context& context() { return context_; }

private:
    bool is_metered(const kit::Route& route, const net::Request& request) const override;
    void add_oauth();
    void add_pages();
    void add_control();

    Context context_;
};

} // namespace emulator::quickbooks
