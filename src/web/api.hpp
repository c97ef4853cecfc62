#pragma once

#include "base/log.hpp"
#include "web/answer.hpp"
#include "web/api_description.hpp"
#include "web/router.hpp"
#include "web/session.hpp"

namespace billbridge::web {

/// One authenticated call of the JSON API.
struct Call {
    net::Request request;
    PathValues values;
    Session session;
};

/// Something to keep, in place of a JSON body.
struct File {
    std::string name; ///< what it is saved as: letters, digits, dots, dashes
    std::string content_type;
    std::string bytes;
};

/// What a handler answers: a JSON body and a status below 400, or a file.
struct Answer {
    Json body = Json::object();
    int status = 200;
    std::optional<File> file = std::nullopt;
};

/// The frame around every `/api/v1` handler: who calls, reading the body, errors into the person's
/// language, one log line for each failure.
class Api {
public:
    using Handler = std::function<Task<Answer>(Call)>;

    Api(Router& router,
        Sessions& sessions,
        const text::Catalogue& catalogue,
        const ApiDescription& description,
        Log& log);

    /// `pattern` is relative to `/api/v1`. Throws `std::logic_error` where the description lacks
    /// it.
    void add(std::string method, const std::string& pattern, Handler handler);

    /// After the last `add`: serves the description at `/api/openapi.json`. Throws
    /// `std::logic_error` where it describes what is not there.
    void describe();

    const text::Catalogue& catalogue() const { return catalogue_; }

private:
    boost::asio::awaitable<net::Response>
    answer(const Handler& handler, net::Request request, PathValues values);

    Router& router_;
    Sessions& sessions_;
    const text::Catalogue& catalogue_;
    const ApiDescription& description_;
    std::set<std::string> missing_; ///< described operations without a route so far
    Log& log_;
};

/// A path part that must be a positive whole number. Fails with `not_found`.
Result<std::int64_t> number_in_path(const Call& call, std::string_view name);

/// The request's JSON body. Fails with `invalid`.
Result<Json> json_body(const net::Request& request);

} // namespace billbridge::web
