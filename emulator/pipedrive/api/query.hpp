#pragma once

#include "emulator/pipedrive/records/model.hpp"
#include "net/http.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::pipedrive {

namespace net = billbridge::net;

/// Reads whole decimal numbers and nothing else.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// The parts of a comma-separated list, without empty ones.
std::vector<std::string> split_list(std::string_view text);

/// Typed query parameters of API v2, which refuses what has the wrong type. Reading goes on after a
/// mistake; `problem` then tells the first one.
class Query {
public:
    explicit Query(const net::Request& request) : request_(request) {}

    std::optional<std::int64_t> integer(std::string_view name);
    std::vector<std::int64_t> integers(std::string_view name, std::size_t count_max);
    std::vector<std::string> words(std::string_view name, std::size_t count_max);
    std::optional<Time> time(std::string_view name);
    bool boolean(std::string_view name);
    /// One of `allowed`; the first of them where the parameter is absent.
    std::string choice(std::string_view name, std::initializer_list<std::string_view> allowed);

    void complain(std::string problem);
    const std::string& problem() const { return problem_; }

private:
    const net::Request& request_;
    std::string problem_;
};

} // namespace emulator::pipedrive
