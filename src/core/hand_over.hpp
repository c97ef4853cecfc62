#pragma once

#include "core/caller.hpp"
#include "core/gateways.hpp"

namespace billbridge {

/// Makes `to` the connected user; the connection itself stays as it is. To the caller themselves it
/// changes nothing.
///
/// Fails as `require_connection` does (only the connected user may hand over), and with `invalid`
/// (field `to`) where `to` has no active installation of the app: nobody would be left who sees
/// invoices.
Task<void> hand_over_books(Store& store, Caller caller, UserId to);

/// Makes the caller, an administrator, the connected user in place of whoever is. Where the caller
/// already is, it changes nothing. Whether they are an administrator is asked of the CRM now.
///
/// Fails with `forbidden` where they are none, with `conflict` where nothing is connected, with
/// `unauthorized` where the caller has not installed the app, and as `Crm::current_user` does.
Task<void> take_over_books(Gateways& gateways, Store& store, Caller caller);

/// Those users of the company who have the app installed now, by name.
std::vector<CrmUser> active_users(Transaction& tx, CompanyId company);

/// Whether the caller could take the books over, as far as is known here.
bool may_take_over(const Installation& caller, const std::optional<Connection>& connection);

} // namespace billbridge
