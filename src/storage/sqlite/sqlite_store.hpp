#pragma once

#include "base/clock.hpp"
#include "core/store.hpp"
#include "crypto/sealer.hpp"

#include <memory>
#include <string>

namespace billbridge::storage {

/// The store on one SQLite file, which it locks for this process.
///
/// Transactions run one after the other on a thread of their own, so that a sync to disk never
/// holds up the event loop. Destroy it after the last routine that uses it has ended.
class SqliteStore : public Store {
public:
    /// Opens or creates the database and brings it up to date. Fails with
    /// - `conflict`  another process has it, or a newer program has changed it;
    /// - `invalid`   the file cannot be opened or is no database.
    static Result<std::unique_ptr<SqliteStore>>
    open(const std::string& path, crypto::Sealer sealer, Clock& clock);

    ~SqliteStore() override;

    Task<void> read(Body body) override;
    Task<void> write(Body body) override;

private:
    struct State;
    explicit SqliteStore(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace billbridge::storage
