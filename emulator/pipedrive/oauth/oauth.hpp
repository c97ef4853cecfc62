#pragma once

#include "emulator/pipedrive/context.hpp"
#include "net/http.hpp"

/// The routes of oauth.pipedrive.com.
namespace emulator::pipedrive::oauth {

/// GET /oauth/authorize: the consent page.
net::Response ask_consent(const Context& context, const net::Request& request);

/// POST /oauth/authorize: the person's decision, which goes back to the app by redirect.
net::Response decide(Context& context, const net::Request& request);

/// POST /oauth/token and /oauth/token/
///
/// `api_domain` in the answer is the address that the request was sent to.
net::Response token(Context& context, const net::Request& request);

/// POST /oauth/revoke
net::Response revoke(Context& context, const net::Request& request);

/// The body of the DELETE that tells the app of an uninstall, ready to be sent to `callback_url`.
net::ClientRequest uninstall_callback(const Context& context, RecordId user_id);

} // namespace emulator::pipedrive::oauth
