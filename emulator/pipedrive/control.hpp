#pragma once

#include "emulator/pipedrive/context.hpp"
#include "net/http.hpp"

#include <string>

/// What only an emulator has: reading and setting the state that tests need, and the small answers
/// that the pages' scripts ask for.
namespace emulator::pipedrive::control {

/// GET /_emulator/state: who is signed in, and each user's language, theme and installation.
net::Response get_state(const Context& context);

/// POST /_emulator/state with any of `{"user":816,"language":"pl","theme":"dark"}`; language and
/// theme are those of the user who is signed in then. Answers the new state, or 400 without change.
net::Response set_state(Context& context, const net::Request& request);

/// POST /settings/preferences: the same from a form of the pages, with `back` as the way back.
net::Response set_preferences(Context& context, const net::Request& request);

/// GET /_emulator/notes?deal_id=1
net::Response list_notes(const Context& context, const net::Request& request);

/// POST /_emulator/scopes with `{"scopes":"base,deals:full"}`: what the app is registered for from
/// now on; it has to be authorized anew.
net::Response set_scopes(Context& context, const net::Request& request);

/// POST /_emulator/expire-access-tokens
net::Response expire_access_tokens(Context& context);
/// POST /_emulator/expire-refresh-tokens
net::Response expire_refresh_tokens(Context& context);

/// GET /_emulator/surface?kind=panel&resource=deal&view=details&selectedIds=1: id and address of a
/// new frame for the signed-in user; 404 where there is no such frame or no installation.
net::Response get_surface(const Context& context, const net::Request& request);
/// GET /_emulator/signed-token
net::Response get_signed_token(const Context& context);
/// GET /_emulator/history?kind=deal&id=1: what happened to a deal, person or organization; 404
/// where there is no such record.
net::Response get_history(const Context& context, const net::Request& request);

/// GET /_emulator/webhooks: the subscriptions, what waits and what has been delivered.
net::Response get_hooks(const Context& context);
/// POST /_emulator/webhooks `{"hold":false,"duplicate":false,"reorder":false,"lose":0}`
net::Response set_hooks(Context& context, const net::Request& request);
/// GET and POST /_emulator/limits `{"on":true,"daily_budget":180000}`
net::Response get_limits(Context& context);
net::Response set_limits(Context& context, const net::Request& request);
/// POST /_emulator/extension: what the app registers beside what it always has. `floating_window`
/// is a path below the app's address; an empty text takes it away. `links` are all link actions,
/// each with `id`, `name` and `path`; `json_modals` the same with a `schema`. Answers what is
/// registered then, or 400 without change.
net::Response set_extension(Context& context, const net::Request& request);

} // namespace emulator::pipedrive::control
