#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace bench {

/// What one connection after the other asks for: the whole text of the next request.
using MakeRequest = std::function<std::string()>;

/// How long and how wide.
struct Breadth {
    std::uint64_t connections = 8; ///< each asks anew when its answer is there
    std::chrono::microseconds longest{};
    std::uint64_t requests_max = 0;
};

struct Measured {
    std::uint64_t answers = 0;
    std::uint64_t refusals = 0; ///< among them: those with another status than 200
    std::string first_refusal;
    std::chrono::microseconds took{};
    std::vector<std::chrono::microseconds> latencies; ///< sorted

    /// The latency that so many percent of the answers do not exceed.
    std::chrono::microseconds percentile(std::size_t percent) const;
};

/// Asks over kept-alive connections until the time or the number is reached. Throws
/// `std::runtime_error` where a connection breaks.
Measured run_load(unsigned short port, const MakeRequest& make_request, const Breadth& breadth);

/// The whole answer, headers included, to one request on a connection of its own.
std::string ask_once(unsigned short port, const std::string& request);

} // namespace bench
