#pragma once

#include "core/gateways.hpp"
#include "web/api.hpp"

/// What several handlers read from a request.
namespace billbridge::web {

/// How many customers or items one look-up returns.
constexpr int look_up_max = 20;
/// The longest search text: no name in the books is longer than 100 characters that matter.
constexpr std::size_t search_max = 100;

/// The text of `?text=`; empty where there is none. Fails with `invalid` where it is too long or
/// not UTF-8.
Result<std::string> search_text(const Call& call);

/// The key that goes to the books for a person's own: as long as they let a key be, and of this
/// company alone.
RequestKey request_key(const Caller& caller, const std::string& idempotency_key);

/// The company's books. Fails as `require_open_connection`.
Task<std::shared_ptr<Books>> open_books(Gateways& gateways, Store& store, Caller caller);

} // namespace billbridge::web
