#include "base/error.hpp"

#include <boost/describe/enum_to_string.hpp>

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
    return boost::describe::enum_to_string(kind, "unknown");
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
