#pragma once

#include "base/json.hpp"
#include "net/http.hpp"

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::kit {

namespace net = billbridge::net;

/// What happens to a request that a rule picks.
enum class FaultAction {
    delay,      ///< nothing but the delay
    status,     ///< the given status and body, without effect
    vendor,     ///< the vendor's own refusal of the given code, without effect
    cut_before, ///< no effect, no answer, the connection closes
    cut_after,  ///< the effect happens, the answer is lost, the connection closes
    garbage,    ///< the effect happens, the answer is not what it claims to be
    huge,       ///< the effect happens, the answer is far too long
    hang,       ///< no effect and no answer, the connection stays open
};

std::string_view name(FaultAction action);

/// Which requests, how many of them, and what happens to those.
struct FaultRule {
    std::string method; ///< empty: any
    std::string route;  ///< part of the route's pattern; empty: any
    std::string path;   ///< part of the path; empty: any
    int skip = 0;       ///< how many matching requests pass first
    int times = 1;      ///< how many are hit after that; 0: all of them
    FaultAction action = FaultAction::delay;
    std::chrono::milliseconds delay{0};
    int status = 500;
    std::string body;
    net::Headers headers;
    std::string code; ///< of `vendor`

    int seen = 0; ///< matching requests so far

    /// Reads `{"method":"POST","route":"/invoice","path":"","skip":0,"times":1,"action":"status",
    /// "delay_ms":0,"status":503,"body":"","headers":{},"code":""}`; only `action` is required. The
    /// other side of the result is what is wrong, in words.
    static std::expected<FaultRule, std::string> parse(const billbridge::Json& json);
    billbridge::Json to_json() const;
};

/// The faults that are to come, in the order in which they were added.
class FaultScript {
public:
    void add(FaultRule rule) { rules_.push_back(std::move(rule)); }
    void clear() { rules_.clear(); }
    const std::vector<FaultRule>& rules() const { return rules_; }

    /// Counts a request with every rule that matches it; the first one whose turn it is comes back.
    std::optional<FaultRule>
    next(std::string_view method, std::string_view route, std::string_view path);

private:
    std::vector<FaultRule> rules_;
};

} // namespace emulator::kit
