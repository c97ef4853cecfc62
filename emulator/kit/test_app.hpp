#pragma once

#include "emulator/kit/app.hpp"

/// A vendor that counts what happens to it, for the kit's own tests.
namespace emulator::kit::test {

inline constexpr Time start{std::chrono::milliseconds(1'763'632'800'000)}; // 2025-11-20T10:00:00Z

class CountingApp : public App {
public:
    explicit CountingApp(EmulatorClock& clock) : App(clock, "full")
    {
        router_.add("POST", "/things", [this](const net::Request&, const Params&) {
            ++effects;
            return net::Response{.status = 200, .body = "created"};
        });
        router_.add(
            "GET",
            "/things/{id}",
            [](const net::Request&, const Params& params) {
                const bool known = params.at("id") == "1";
                return net::Response{.status = known ? 200 : 404, .body = params.at("id")};
            },
            Metering::metered);
    }

    bool seed(std::string_view name) override
    {
        if (name != "full" && name != "empty") {
            return false;
        }
        effects = 0;
        seeded = name;
        return true;
    }

    std::optional<net::Response> refusal(std::string_view code) const override
    {
        return code == "42" ? std::optional(net::Response{.status = 418, .body = "refused"})
                            : std::nullopt;
    }

    int effects = 0;
    std::string seeded;
};

struct World {
    EmulatorClock clock{start};
    CountingApp app{clock};

    net::Response send(std::string method, std::string path, std::string body = {})
    {
        return app.handle(
            {.method = std::move(method), .path = std::move(path), .body = std::move(body)});
    }
};

} // namespace emulator::kit::test
