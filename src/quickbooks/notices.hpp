#pragma once

#include "base/secret.hpp"
#include "core/hear_notices.hpp"

/// The webhooks of QuickBooks (facts 8): who sent them and what they say.
namespace billbridge::quickbooks {

/// Reads a body that was signed with `verifier`: CloudEvents or the classic format, told apart by
/// the root (facts 8.4). Events of records that do not concern us are left out, and so are those
/// without an id. Where an event has no id of its own, its content is hashed. `now` stands in for a
/// time that does not read.
/// Fails as `NoticeReader` does.
Result<std::vector<HeardNotice>>
read_notices(const Secret& verifier, std::string_view signature, std::string_view body, Time now);

} // namespace billbridge::quickbooks
