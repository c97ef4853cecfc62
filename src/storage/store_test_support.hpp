#pragma once

#include "base/test_folder.hpp"
#include "core/store_value.hpp"
#include "core/test_support.hpp"
#include "crypto/sealer.hpp"
#include "storage/sqlite/sqlite_store.hpp"

#include <functional>
#include <string>

/// For tests that need a store: a clock that stands still, transactions that cannot fail.
namespace billbridge::storage::test {

using billbridge::test::Folder;

class StillClock : public Clock {
public:
    Time now() const override { return time; }
    Routine sleep_until(Time when) override
    {
        time = std::max(time, when);
        if (on_sleep) {
            on_sleep();
        }
        co_return;
    }

    std::function<void()> on_sleep; ///< what others do meanwhile
    Time time = std::chrono::sys_days(std::chrono::year(2026) / 11 / 20) + std::chrono::hours(12);
};

inline crypto::Sealer sealer()
{
    return *crypto::Sealer::open(Secret(std::string(crypto::Sealer::key_bytes, 'k')));
}

using billbridge::test::run_task;

/// A transaction whose body cannot fail.
inline Result<void> write(Store& store, std::function<void(Transaction&)> body)
{
    Store::Body whole = [&body](Transaction& tx) -> Result<void> {
        body(tx);
        return {};
    };
    return run_task(store.write(std::move(whole)));
}

template <class Body>
auto read(Store& store, Body body)
{
    using T = std::invoke_result_t<Body&, Transaction&>;
    std::optional<T> value;
    Store::Body whole = [&](Transaction& tx) -> Result<void> {
        value = body(tx);
        return {};
    };
    const Result<void> done = run_task(store.read(std::move(whole)));
    if (!done) {
        throw std::runtime_error(done.error().cause);
    }
    return *std::move(value);
}

} // namespace billbridge::storage::test
