#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "net/http.hpp"
#include "text/catalogue.hpp"
#include "web/page.hpp"
#include "web/signed_text.hpp"

namespace billbridge::web {

/// What both OAuth flows need: the signed `state`, bound to this browser by a short-lived cookie,
/// and the clean page that says how it ended (an address with a code in it never renders a page, so
/// that the code cannot leak in a referrer).
class GrantFlow {
public:
    /// Time for a person to log in at the vendor and to decide.
    static constexpr std::chrono::minutes state_life{10};

    GrantFlow(const Signer& signer,
              Clock& clock,
              const text::Catalogue& catalogue,
              bool secure_cookies,
              Log& log);

    struct Started {
        std::string state;  ///< goes to the vendor
        std::string cookie; ///< `Set-Cookie` of the answer that sends the browser there
    };

    /// Begins a flow that carries `claims` through the vendor and back.
    Started start(const std::string& purpose, Json claims) const;

    /// The claims of a callback. Fails with `unauthorized` where its `state` is missing, was not
    /// made here for this purpose, has expired, or belongs to another browser.
    Result<Json> finish(const std::string& purpose, const net::Request& callback) const;

    /// Sends the browser to the clean page, in `language` (a code) where the person's is known.
    net::Response outcome(const Page& page, std::string_view language = {}) const;
    /// The same for a failure, which is logged with the request's id.
    net::Response
    failure(const Error& error, const net::Request& request, std::string_view language = {}) const;

    /// The clean page, `GET /done`.
    net::Response show(const net::Request& request) const;

private:
    const Signer& signer_;
    Clock& clock_;
    const text::Catalogue& catalogue_;
    bool secure_cookies_;
    Log& log_;
};

} // namespace billbridge::web
