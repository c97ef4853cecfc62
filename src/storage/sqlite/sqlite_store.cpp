#include "storage/sqlite/sqlite_store.hpp"

#include "base/run_on.hpp"
#include "storage/migrate.hpp"
#include "storage/sql_transaction.hpp"
#include "storage/sqlite/sqlite_session.hpp"

#include <boost/asio/thread_pool.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace billbridge::storage {

namespace {

/// Holds `<database>.lock`: two servers on one SQLite file would run the same jobs twice. The
/// kernel lets go of it when the process dies, however it dies.
class ProcessLock {
public:
    static Result<ProcessLock> take(const std::string& path)
    {
        ProcessLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (lock.file_ < 0) {
            return fail(invalid({"error.storage", {}}, path + ": " + std::strerror(errno)));
        }
        if (::flock(lock.file_, LOCK_EX | LOCK_NB) != 0) {
            return fail(
                conflict({"error.database_in_use", {}}, path + " is held by another process"));
        }
        return lock;
    }

    ProcessLock(ProcessLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    ProcessLock& operator=(ProcessLock&&) = delete;
    ~ProcessLock()
    {
        if (file_ >= 0) {
            ::close(file_);
        }
    }

private:
    explicit ProcessLock(int file) : file_(file) {}
    int file_;
};

Error failure_of(const StoreFailure& failure)
{
    return unavailable({"error.storage", {}}, failure.what());
}

/// Rolls back where nothing was committed, whichever way the body ended.
class Scope {
public:
    explicit Scope(Session& session, std::string_view begin) : session_(session)
    {
        session_.run(begin);
    }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

    void commit()
    {
        session_.run("COMMIT");
        open_ = false;
    }

    ~Scope()
    {
        if (!open_) {
            return;
        }
        try {
            session_.run("ROLLBACK");
        } catch (const StoreFailure&) {
            // SQLite has rolled back by itself already (disk full, I/O error): nothing remains.
        }
    }

private:
    Session& session_;
    bool open_ = true;
};

} // namespace

struct SqliteStore::State {
    ProcessLock lock;
    std::unique_ptr<SqliteSession> session;
    crypto::Sealer sealer;
    Clock& clock;
    boost::asio::thread_pool thread{1}; ///< last: joined first

    ~State() { thread.join(); }

    Result<void> run(const Body& body, std::string_view begin, Time now)
    {
        try {
            Scope scope(*session, begin);
            SqlTransaction transaction(*session, sealer, now);
            Result<void> result = body(transaction);
            if (result) {
                scope.commit();
            }
            return result;
        } catch (const StoreFailure& failure) {
            return fail(failure_of(failure));
        }
    }
};

SqliteStore::SqliteStore(std::unique_ptr<State> state) : state_(std::move(state)) {}

SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>>
SqliteStore::open(const std::string& path, crypto::Sealer sealer, Clock& clock)
{
    TRY(ProcessLock lock, ProcessLock::take(path + ".lock"));
    TRY(std::unique_ptr<SqliteSession> session, SqliteSession::open(path));
    try {
        TRY_DO(migrate(*session, embedded_migrations()));
    } catch (const StoreFailure& failure) {
        return fail(invalid({"error.storage", {}}, "database " + path + ": " + failure.what()));
    }
    std::unique_ptr<State> state(
        new State{std::move(lock), std::move(session), std::move(sealer), clock});
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(state)));
}

Task<void> SqliteStore::read(Body body)
{
    const Time now = state_->clock.now();
    auto run = [this, &body, now] { return state_->run(body, "BEGIN", now); };
    co_return co_await run_on(state_->thread.get_executor(), std::move(run));
}

Task<void> SqliteStore::write(Body body)
{
    const Time now = state_->clock.now();
    // IMMEDIATE takes the write lock at once: no transaction fails half-way for want of it.
    auto run = [this, &body, now] { return state_->run(body, "BEGIN IMMEDIATE", now); };
    co_return co_await run_on(state_->thread.get_executor(), std::move(run));
}

} // namespace billbridge::storage
