#pragma once

#include <boost/describe/enum.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace billbridge {

/// What kind of failure this is, for programs. Exactly three tables read it: the HTTP status
/// (`web`), what a job does next (`jobs`) and what the page offers (`ui`).
enum class ErrorKind {
    invalid,      ///< the input is wrong; the person can correct it
    not_found,    ///< the thing does not exist, or is not visible to this user
    conflict,     ///< the state has changed or the key is taken; look again
    unauthorized, ///< access was withdrawn or has expired; reconnect
    forbidden,    ///< known user, no right to this
    rate_limited, ///< nothing was done; repeat after `retry_after`
    unavailable,  ///< no answer or a broken one; the outcome of a write is unknown
    rejected,     ///< the other side understood and refused; repeating does not help
};
BOOST_DESCRIBE_ENUM(ErrorKind,
                    invalid,
                    not_found,
                    conflict,
                    unauthorized,
                    forbidden,
                    rate_limited,
                    unavailable,
                    rejected)

std::string_view name(ErrorKind kind);

/// A text for a person, before it has a language: a key of `i18n/*.json` and its arguments.
struct Message {
    std::string key;
    std::map<std::string, std::string> args;

    friend bool operator==(const Message&, const Message&) = default;
};

/// A failure with an answer for each of its three readers.
struct Error {
    ErrorKind kind;
    /// For the person: what happened and what to do. Never secrets, never vendor jargon.
    Message message;
    /// For the operator, logged only: vendor code, request id, the offending text.
    std::string cause;
    /// How long to wait before asking again, where the other side said so.
    std::optional<std::chrono::seconds> retry_after;
    /// The input field concerned, as the caller spelt it (`lines[2].quantity`); empty if none.
    std::string field;
};

Error invalid(Message message, std::string cause = {}, std::string field = {});
Error not_found(Message message, std::string cause = {});
Error conflict(Message message, std::string cause = {});
Error unauthorized(Message message, std::string cause = {});
Error forbidden(Message message, std::string cause = {});
Error unavailable(Message message, std::string cause = {});
Error rejected(Message message, std::string cause = {});

} // namespace billbridge
