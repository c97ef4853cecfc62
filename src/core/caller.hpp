#pragma once

#include "base/result.hpp"
#include "core/records.hpp"
#include "core/store.hpp"

namespace billbridge {

/// Who is asking, from a verified token and from nowhere else.
struct Caller {
    CompanyId company;
    UserId user;
};

/// The caller's installation. Fails with `unauthorized` where the app is not installed, or its
/// grant is lost: the user has to authorize it again.
Result<Installation> require_installation(Transaction& tx, const Caller& caller);

/// The company's books, where the caller is the one who connected them (the vendor's rule: by
/// default only that user sees invoices). Fails with
/// - `conflict`     nothing is connected, or the connection was ended;
/// - `forbidden`    another user connected them; the message names who.
///
/// A lost connection is returned: what is stored can still be shown.
Result<Connection> require_connection(Transaction& tx, const Caller& caller);

/// The same, and the connection must let us in: fails with `unauthorized` where it is lost.
Result<Connection> require_open_connection(Transaction& tx, const Caller& caller);

} // namespace billbridge
