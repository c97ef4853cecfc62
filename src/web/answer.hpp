#pragma once

#include "base/json.hpp"
#include "net/http.hpp"
#include "text/catalogue.hpp"

namespace billbridge::web {

/// The HTTP status of a failure: one of the three tables that read `ErrorKind`.
int http_status(ErrorKind kind);

/// A JSON answer that no cache keeps.
net::Response json_answer(const Json& body, int status = 200);

/// The error object of docs/http-api.md, in the person's language.
Json error_json(const Error& error,
                const text::Catalogue& catalogue,
                text::Language language,
                std::string_view request_id);

net::Response error_answer(const Error& error,
                           const text::Catalogue& catalogue,
                           text::Language language,
                           std::string_view request_id);

} // namespace billbridge::web
