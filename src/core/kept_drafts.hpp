#pragma once

#include "base/json.hpp"
#include "core/caller.hpp"

namespace billbridge {

/// How long what a person typed is kept.
constexpr std::chrono::hours kept_draft_life{24 * 30};
/// The largest form, in bytes of JSON.
constexpr std::size_t kept_draft_max = 256 * 1024;

/// Keeps what a person has typed for this deal and returns the new version. `version` is the one
/// that their window knows: 0 where it knows none.
///
/// Fails as `require_connection`, with `invalid` where the form is no object or too large, and with
/// `conflict` where another window has kept something else since.
Task<std::int64_t>
keep_draft(Store& store, Clock& clock, Caller caller, DealId deal, std::int64_t version, Json form);

/// Forgets it; also where there is none. Fails as `require_connection`.
Task<void> forget_draft(Store& store, Clock& clock, Caller caller, DealId deal);

/// The same inside a transaction: the deal's invoice has been ordered.
void forget_kept_draft(Transaction& tx, const Caller& caller, DealId deal, Time now);

/// What is kept for the deal, unless it is forgotten or too old.
std::optional<KeptDraft> find_kept_draft(Transaction& tx, CompanyId company, DealId deal, Time now);

} // namespace billbridge
