#pragma once

#include "core/caller.hpp"
#include "net/http.hpp"
#include "text/catalogue.hpp"

#include <functional>
#include <vector>

namespace billbridge::web {

/// Who sends a request, and in which language to answer.
struct Session {
    Caller caller;
    text::Language language = text::Language::en;
};

/// Verifies Pipedrive's signed tokens. Company and user come from here and from nowhere else.
class Sessions {
public:
    /// `jwt_keys`: the extension's JWT secret, and the former one while it is being replaced.
    /// `seen` hears of each caller whose token was good; it must not throw.
    using Seen = std::function<void(const Caller&)>;
    Sessions(std::vector<Secret> jwt_keys, Store& store, Clock& clock, Seen seen);

    /// The caller of `Authorization: Bearer <token>`. Fails with `unauthorized` where the token is
    /// missing, forged or expired, or its user has not installed the app.
    Task<Session> of_request(const net::Request& request);

    /// The caller of a token on its own (the iframe's first load carries it in the address).
    Task<Session> of_token(std::string token);

private:
    std::vector<Secret> jwt_keys_;
    Store& store_;
    Clock& clock_;
    Seen seen_;
};

} // namespace billbridge::web
