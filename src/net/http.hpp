#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace billbridge::net {

/// Header lines in order; names are looked up without regard to case.
class Headers {
public:
    using Line = std::pair<std::string, std::string>;

    Headers() = default;
    Headers(std::initializer_list<Line> lines) : lines_(lines) {}

    void add(std::string name, std::string value);
    /// Replaces every line of that name.
    void set(std::string name, std::string value);
    /// The first value of that name; empty where there is none.
    std::string_view get(std::string_view name) const;
    const std::vector<Line>& lines() const { return lines_; }

private:
    std::vector<Line> lines_;
};

/// Whether this may stand in a message: the name is a token, the value has no control characters. A
/// line break in a value would let whoever chose the value write headers of their own.
bool is_header(std::string_view name, std::string_view value);

/// A request that the server received.
struct Request {
    std::string method;                                     ///< capital letters
    std::string target;                                     ///< path and query as sent
    std::string path;                                       ///< percent-decoded, starts with '/'
    std::vector<std::pair<std::string, std::string>> query; ///< decoded
    Headers headers;
    std::string body;
    std::string id;   ///< unique; stands in the log and in the answer's `x-request-id`
    std::string peer; ///< the other side's address, for the log

    /// The first query parameter of that name; empty where there is none.
    std::string_view parameter(std::string_view name) const;
};

/// What the server answers.
struct Response {
    int status = 200;
    Headers headers;
    std::string body;
};

/// A request that the client sends.
struct ClientRequest {
    std::string method = "GET";
    std::string url;
    Headers headers;
    std::string body;
    /// Whether a second arrival of the same request does no harm. GET and HEAD always may; a write
    /// may where it carries a key that makes repeating safe. Only then may a connection that had
    /// been used before carry it, because such a connection can die unnoticed and the request is
    /// then sent again.
    bool repeatable = false;
    /// From first byte to last, connecting included.
    std::chrono::milliseconds deadline{30'000};
    /// A longer answer is cut off and counts as `unavailable`.
    std::size_t answer_max = 8u << 20;
};

/// What the other side answered; any status.
struct ClientResponse {
    int status = 0;
    Headers headers;
    std::string body;
};

} // namespace billbridge::net
