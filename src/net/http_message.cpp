#include "net/http_message.hpp"

#include "base/json.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <stdexcept>

namespace billbridge::net {

namespace beast = boost::beast;
namespace http = beast::http;
using Code = boost::system::error_code;

namespace {

constexpr int status_no_content = 204;
constexpr int status_not_modified = 304;

} // namespace

Response problem(int status, std::string_view text, std::string_view request_id)
{
    Json error;
    error.set("kind", status >= 500 ? "internal" : "invalid").set("message", text);
    error.set("request_id", request_id);
    return {status,
            {{"Content-Type", "application/json; charset=utf-8"}},
            Json(Json::Object{{"error", std::move(error)}}).dump()};
}

std::optional<Response> refusal(const Code& code, std::string_view request_id)
{
    if (code == http::error::body_limit) {
        return problem(413, "The request is too large.", request_id);
    }
    if (code == http::error::header_limit) {
        return problem(431, "The request's headers are too large.", request_id);
    }
    const bool parsed =
        code.category() == http::make_error_code(http::error::bad_method).category();
    if (!parsed || code == http::error::end_of_stream || code == http::error::partial_message) {
        return std::nullopt;
    }
    return problem(400, "The request is not valid HTTP.", request_id);
}

Result<Request> request_of(WireRequest message, std::string id, std::string peer)
{
    Request request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    request.id = std::move(id);
    request.peer = std::move(peer);
    for (const auto& field : message) {
        request.headers.add(std::string(field.name_string()), std::string(field.value()));
    }
    const std::string_view target = request.target;
    const auto question = std::min(target.find('?'), target.size());
    TRY(request.path, percent_decode(target.substr(0, question)));
    TRY(request.query, parse_query(target.substr(std::min(question + 1, target.size()))));
    if (!request.path.starts_with('/')) {
        return fail(invalid({"error.unknown_route", {}}, "not a path"));
    }
    request.body = std::move(message.body());
    return request;
}

void require_sendable(const Response& response)
{
    if (response.status < 200 || response.status > 599) {
        throw std::invalid_argument("not the status of an answer: " +
                                    std::to_string(response.status));
    }
    for (const auto& [name, value] : response.headers.lines()) {
        if (!is_header(name, value)) {
            throw std::invalid_argument("a header that cannot be sent: " + name);
        }
    }
}

WireResponse message_of(Response response, const Envelope& envelope)
{
    WireResponse message;
    message.version(envelope.version);
    message.result(static_cast<unsigned>(response.status));
    for (const auto& [name, value] : response.headers.lines()) {
        message.insert(name, value);
    }
    message.set("x-request-id", envelope.request_id);
    message.keep_alive(envelope.keep_alive);
    const int status = response.status;
    if (status == status_no_content || status == status_not_modified) {
        return message; // these have no body, and no length of one
    }
    message.body() = std::move(response.body);
    message.prepare_payload();
    if (envelope.is_head) {
        message.body().clear();
    }
    return message;
}

} // namespace billbridge::net
