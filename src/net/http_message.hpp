#pragma once

#include "base/result.hpp"
#include "net/http.hpp"

#include <boost/beast/http.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Between Beast's messages and ours. Slow to compile: for the server's own files.
namespace billbridge::net {

using WireParser = boost::beast::http::request_parser<boost::beast::http::string_body>;
using WireRequest = boost::beast::http::request<boost::beast::http::string_body>;
using WireResponse = boost::beast::http::response<boost::beast::http::string_body>;

/// A refusal or failure of the server itself, in the form of every other error answer.
Response problem(int status, std::string_view text, std::string_view request_id);

/// What a request that broke off with `code` is answered with; empty where nobody is there to read
/// it.
std::optional<Response> refusal(const boost::system::error_code& code, std::string_view request_id);

/// Fails with `invalid` where the address is no path, or has malformed escapes or a NUL.
Result<Request> request_of(WireRequest message, std::string id, std::string peer);

/// Throws `std::invalid_argument` where `response` cannot go out as it is: a status that is none,
/// or a header that would become two (a value with a line break splits the answer).
void require_sendable(const Response& response);

/// How the answer goes out, beside its content.
struct Envelope {
    std::string request_id;
    unsigned version = 11; ///< 10 or 11, as HTTP/1.0 and HTTP/1.1
    bool keep_alive = false;
    bool is_head = false; ///< the length of the body, but not the body
};

WireResponse message_of(Response response, const Envelope& envelope);

} // namespace billbridge::net
