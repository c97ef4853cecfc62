#include "web/answer.hpp"

#include "core/name_holder.hpp"

namespace billbridge::web {

int http_status(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::invalid:
        return 400;
    case ErrorKind::forbidden:
        return 403;
    case ErrorKind::not_found:
        return 404;
    case ErrorKind::unauthorized:
        return 401;
    case ErrorKind::conflict:
        return 409;
    case ErrorKind::rejected:
        return 422;
    case ErrorKind::rate_limited:
        return 429;
    case ErrorKind::unavailable:
        return 503;
    }
    return 500;
}

net::Response json_answer(const Json& body, int status)
{
    return {status,
            {{"Content-Type", "application/json; charset=utf-8"}, {"Cache-Control", "no-store"}},
            body.dump()};
}

Json error_json(const Error& error,
                const text::Catalogue& catalogue,
                text::Language language,
                std::string_view request_id)
{
    Json json;
    json.set("kind", name(error.kind));
    json.set("key", error.message.key);
    json.set("message", catalogue.text(error.message, language));
    json.set("field", error.field);
    json.set("retry_after",
             error.retry_after ? Json(std::int64_t{error.retry_after->count()}) : Json());
    json.set("request_id", request_id);
    if (const auto holder = holder_of(error)) {
        Json of_name;
        of_name.set("kind", name(holder->kind)).set("id", holder->id).set("name", holder->name);
        json.set("holder", std::move(of_name));
    }
    return json;
}

net::Response error_answer(const Error& error,
                           const text::Catalogue& catalogue,
                           text::Language language,
                           std::string_view request_id)
{
    Json body;
    body.set("error", error_json(error, catalogue, language, request_id));
    net::Response response = json_answer(body, http_status(error.kind));
    if (error.retry_after) {
        response.headers.add("Retry-After", std::to_string(error.retry_after->count()));
    }
    return response;
}

} // namespace billbridge::web
