#pragma once

#include "emulator/quickbooks/context.hpp"
#include "net/http.hpp"

/// Intuit's sign-in: discovery, consent, tokens, user.
namespace emulator::quickbooks::oauth {

namespace net = billbridge::net;

/// GET /.well-known/openid_configuration and openid_sandbox_configuration: addresses of this
/// emulator.
net::Response discovery(const net::Request& request);
/// GET /op/v1/jwks: the key that id tokens are signed with.
net::Response keys(const Context& context);

/// GET /connect/oauth2: the page on which a person picks a company and agrees. An error page where
/// the app or its redirect URI is unknown.
net::Response ask_consent(const Context& context, const net::Request& request);
/// POST /connect/oauth2: what the person decided; back to the app.
net::Response decide(Context& context, const net::Request& request);

/// POST /oauth2/v1/tokens/bearer
net::Response token(Context& context, const net::Request& request);
/// POST /v2/oauth2/tokens/revoke
net::Response revoke(Context& context, const net::Request& request);
/// GET /v1/openid_connect/userinfo
net::Response user_info(const Context& context, const net::Request& request);

/// The scope that opens the accounting API.
inline constexpr std::string_view accounting_scope = "com.intuit.quickbooks.accounting";
bool has_scope(std::string_view scopes, std::string_view wanted);
/// Whether the person picks a company: not where only OpenID is asked for.
bool needs_company(std::string_view scopes);

} // namespace emulator::quickbooks::oauth
