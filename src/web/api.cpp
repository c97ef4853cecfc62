#include "web/api.hpp"

#include <charconv>
#include <stdexcept>

namespace billbridge::web {

namespace {

void log_failure(Log& log, const net::Request& request, const Error& error)
{
    const auto level = error.kind == ErrorKind::unavailable ? Log::Level::error : Log::Level::info;
    log.write(level,
              "request failed",
              {{"request_id", request.id},
               {"path", request.path},
               {"kind", std::string(name(error.kind))},
               {"key", error.message.key},
               {"field", error.field},
               {"cause", error.cause}});
}

net::Response file_answer(File file)
{
    return {.status = 200,
            .headers = {{"Content-Type", file.content_type},
                        {"Content-Disposition", "attachment; filename=\"" + file.name + "\""},
                        {"Cache-Control", "no-store"},
                        {"X-Content-Type-Options", "nosniff"}},
            .body = std::move(file.bytes)};
}

boost::asio::awaitable<net::Response> description_answer(const ApiDescription& description)
{
    co_return net::Response{.status = 200,
                            .headers = {{"Content-Type", "application/json; charset=utf-8"},
                                        {"Cache-Control", "no-cache"}},
                            .body = description.text()};
}

} // namespace

Api::Api(Router& router,
         Sessions& sessions,
         const text::Catalogue& catalogue,
         const ApiDescription& description,
         Log& log)
    : router_(router), sessions_(sessions), catalogue_(catalogue), description_(description),
      missing_(description.operations()), log_(log)
{
}

void Api::describe()
{
    if (!missing_.empty()) {
        throw std::logic_error("described, but not there: " + *missing_.begin());
    }
    router_.add("GET", "/api/openapi.json", [this](net::Request, PathValues) {
        return description_answer(description_);
    });
}

void Api::add(std::string method, const std::string& pattern, Handler handler)
{
    if (missing_.erase(method + " " + pattern) == 0) {
        throw std::logic_error("not described in openapi/: " + method + " " + pattern);
    }
    router_.add(std::move(method),
                "/api/v1" + pattern,
                [this, handler = std::move(handler)](net::Request request, PathValues values) {
                    return answer(handler, std::move(request), std::move(values));
                });
}

boost::asio::awaitable<net::Response>
Api::answer(const Handler& handler, net::Request request, PathValues values)
{
    const std::string id = request.id;
    const auto accepted = text::preferred_language(request.headers.get("Accept-Language"));
    Result<Session> session = co_await sessions_.of_request(request);
    if (!session) {
        log_failure(log_, request, session.error());
        co_return error_answer(session.error(), catalogue_, accepted, id);
    }
    const text::Language language = session->language;
    Call call{request, std::move(values), *std::move(session)};
    Result<Answer> answer = co_await handler(std::move(call));
    if (!answer) {
        log_failure(log_, request, answer.error());
        // A vendor no longer lets us in: for a known caller that is a state which "Reconnect"
        // resolves.
        if (answer.error().kind == ErrorKind::unauthorized) {
            answer.error().kind = ErrorKind::conflict;
        }
        co_return error_answer(answer.error(), catalogue_, language, id);
    }
    if (answer->file) {
        co_return file_answer(*std::move(answer->file));
    }
    co_return json_answer(answer->body, answer->status);
}

Result<std::int64_t> number_in_path(const Call& call, std::string_view name)
{
    const std::string& text = call.values.find(name)->second;
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size() || number <= 0) {
        return fail(not_found({"error.unknown_route", {}}));
    }
    return number;
}

Result<Json> json_body(const net::Request& request)
{
    TRY(Json json, Json::parse(request.body));
    if (json.if_object() == nullptr) {
        return fail(invalid({"error.json", {}}, "the body is not an object"));
    }
    return json;
}

} // namespace billbridge::web
