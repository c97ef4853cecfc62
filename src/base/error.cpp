#include "base/error.hpp"

#include <utility>

namespace billbridge {

namespace {

Error make(ErrorKind kind, Message message, std::string cause, std::string field = {})
{
    return Error{kind, std::move(message), std::move(cause), std::nullopt, std::move(field)};
}

} // namespace

std::string_view name(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::invalid: return "invalid";
    case ErrorKind::not_found: return "not_found";
    case ErrorKind::conflict: return "conflict";
    case ErrorKind::unauthorized: return "unauthorized";
    case ErrorKind::forbidden: return "forbidden";
    case ErrorKind::rate_limited: return "rate_limited";
    case ErrorKind::unavailable: return "unavailable";
    case ErrorKind::rejected: return "rejected";
    }
    return "unknown";
}

Error invalid(Message message, std::string cause, std::string field)
{
    return make(ErrorKind::invalid, std::move(message), std::move(cause), std::move(field));
}

Error not_found(Message message, std::string cause)
{
    return make(ErrorKind::not_found, std::move(message), std::move(cause));
}

Error conflict(Message message, std::string cause)
{
    return make(ErrorKind::conflict, std::move(message), std::move(cause));
}

Error unauthorized(Message message, std::string cause)
{
    return make(ErrorKind::unauthorized, std::move(message), std::move(cause));
}

Error forbidden(Message message, std::string cause)
{
    return make(ErrorKind::forbidden, std::move(message), std::move(cause));
}

Error unavailable(Message message, std::string cause)
{
    return make(ErrorKind::unavailable, std::move(message), std::move(cause));
}

Error rejected(Message message, std::string cause)
{
    return make(ErrorKind::rejected, std::move(message), std::move(cause));
}

} // namespace billbridge
