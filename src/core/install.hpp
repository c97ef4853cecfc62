#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "core/caller.hpp"
#include "core/gateways.hpp"

namespace billbridge {

/// Completes an installation: trades the callback's `code` for tokens, asks the CRM whose they are
/// and stores both. A second installation by the same user replaces the first one's tokens;
/// settings, links and invoices of the company stay.
///
/// Fails as `Authorizer::exchange` and `Crm::current_user` do; then nothing is stored.
Task<Installation>
install(Authorizer& authorizer, Gateways& gateways, Store& store, Clock& clock, std::string code);

/// Forgets a user's grant: the tokens are erased. Where that user had connected the books, that
/// connection ends too and its grant is revoked at the vendor (a failure there is only logged: the
/// tokens are gone here in any case). Unknown users are ignored.
Task<void> uninstall(Authorizer& books, Store& store, Log& log, Caller caller);

} // namespace billbridge
