#pragma once

#include "core/store_value.hpp"
#include "crypto/sealer.hpp"
#include "storage/sqlite/sqlite_store.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <functional>
#include <stdlib.h>
#include <string>

/// For tests that need a store: a folder that goes when the test ends, a clock that stands still.
namespace billbridge::storage::test {

class Folder {
public:
    Folder()
    {
        std::string pattern = std::filesystem::temp_directory_path() / "billbridge-XXXXXX";
        path_ = ::mkdtemp(pattern.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    std::string file(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

class StillClock : public Clock {
public:
    Time now() const override { return time; }
    Routine sleep_until(Time when) override
    {
        time = std::max(time, when);
        co_return;
    }

    Time time = std::chrono::sys_days(std::chrono::year(2026) / 11 / 20) + std::chrono::hours(12);
};

inline crypto::Sealer sealer()
{
    return *crypto::Sealer::open(Secret(std::string(crypto::Sealer::key_bytes, 'k')));
}

/// Runs a task to its end and returns its result; throws what it throws.
template <class T>
Result<T> run_task(Task<T> task)
{
    boost::asio::io_context loop;
    std::optional<Result<T>> result;
    std::exception_ptr thrown;
    boost::asio::co_spawn(loop, std::move(task), [&](std::exception_ptr failure, Result<T> value) {
        thrown = failure;
        result = std::move(value);
    });
    loop.run();
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    return *std::move(result);
}

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
