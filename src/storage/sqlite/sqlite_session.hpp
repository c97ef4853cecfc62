#pragma once

#include "base/result.hpp"
#include "storage/sql.hpp"

#include <map>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace billbridge::storage {

/// One connection to a SQLite database: WAL, every commit synced to disk, foreign keys on.
class SqliteSession : public Session {
public:
    /// Opens or creates the file, mode 0600. Fails with `invalid`; `cause` says why.
    static Result<std::unique_ptr<SqliteSession>> open(const std::string& path);

    ~SqliteSession() override;

    std::vector<Row> run(std::string_view sql, const std::vector<Value>& values = {}) override;
    void run_script(std::string_view sql) override;

private:
    struct CloseDatabase {
        void operator()(sqlite3* database) const;
    };
    struct FinalizeStatement {
        void operator()(sqlite3_stmt* statement) const;
    };
    using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

    explicit SqliteSession(sqlite3* database);
    sqlite3_stmt* prepared(std::string_view sql);
    [[noreturn]] void throw_failure(std::string_view sql) const;

    std::unique_ptr<sqlite3, CloseDatabase> database_;
    std::map<std::string, Statement, std::less<>> statements_; ///< by text: there are few, all ours
};

} // namespace billbridge::storage
