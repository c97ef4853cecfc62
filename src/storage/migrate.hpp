#pragma once

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "storage/sql.hpp"

namespace billbridge::storage {

/// The numbered SQL files of `migrations/`, in order.
std::span<const EmbeddedFile> embedded_migrations();

/// Brings the database up to date: each file in a transaction of its own, remembered by name and
/// content. Fails with `conflict` where the database knows a migration that this program does not
/// (it is newer), or one whose text has changed since; nothing is touched then. Throws
/// `StoreFailure` where a migration itself fails; those before it stay.
Result<void> migrate(Session& session, std::span<const EmbeddedFile> migrations);

} // namespace billbridge::storage
