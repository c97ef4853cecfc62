#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "core/caller.hpp"
#include "core/gateways.hpp"

namespace billbridge {

/// Connects the caller's company to the books `id`: trades the callback's `code` for tokens, reads
/// the company's rules and stores both. Connecting again replaces the tokens (that is what
/// "Reconnect" does). The settings forget what they chose from other books; links are kept per
/// books, so the same books find theirs again.
///
/// Fails with `conflict` where another user of the company has connected books that still work,
/// with `unauthorized` where the caller has not installed the app, and as `Authorizer::exchange`
/// and `Books::company` do. Nothing is stored then.
Task<Connection> connect_books(Authorizer& authorizer,
                               Gateways& gateways,
                               Store& store,
                               Clock& clock,
                               Caller caller,
                               BooksId id,
                               std::string code);

/// Ends the company's connection: revoked at the vendor, tokens erased here. Repeating it changes
/// nothing. Fails as `require_connection` does.
Task<void> disconnect_books(Authorizer& authorizer, Store& store, Log& log, Caller caller);

/// A new grant as it is stored at `now`.
Access fresh_access(const Tokens& tokens, Time now);

/// Marks the connection ended and erases its tokens; returns the refresh token, to be revoked after
/// the transaction.
Secret end_connection(Transaction& tx, Connection connection);

/// Revokes at the vendor; a failure is logged and otherwise ignored. An empty token does nothing.
Routine revoke_quietly(Authorizer& authorizer, Log& log, Secret refresh_token);

} // namespace billbridge
