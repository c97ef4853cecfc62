#include "storage/sqlite/sqlite_session.hpp"

#include <sqlite3.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace billbridge::storage {

namespace {

/// How long a statement waits for another connection's lock before it fails.
constexpr int busy_timeout_ms = 5000;

constexpr std::string_view settings =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;" // an answer of 200 survives a power cut
    "PRAGMA foreign_keys = ON;"
    "PRAGMA trusted_schema = OFF;";

Error cannot_open(const std::string& path, const std::string& why)
{
    return invalid({"error.storage", {}}, "database " + path + ": " + why);
}

/// SQLite would create the file readable by all.
Result<void> create_private(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        return fail(cannot_open(path, std::strerror(errno)));
    }
    ::close(file);
    return {};
}

void bind(sqlite3_stmt* statement, int index, const Value& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        sqlite3_bind_int64(statement, index, *number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        sqlite3_bind_text64(
            statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    } else if (const auto* blob = std::get_if<Blob>(&value)) {
        sqlite3_bind_blob64(
            statement, index, blob->bytes.data(), blob->bytes.size(), SQLITE_STATIC);
    } else {
        sqlite3_bind_null(statement, index);
    }
}

Value column(sqlite3_stmt* statement, int index)
{
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, index));
    switch (sqlite3_column_type(statement, index)) {
    case SQLITE_INTEGER:
        return std::int64_t{sqlite3_column_int64(statement, index)};
    case SQLITE_TEXT:
        return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, index)),
                           size);
    case SQLITE_BLOB:
        return Blob{
            std::string(static_cast<const char*>(sqlite3_column_blob(statement, index)), size)};
    default:
        return nullptr;
    }
}

Row row(sqlite3_stmt* statement)
{
    std::vector<Value> columns;
    const int count = sqlite3_column_count(statement);
    columns.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        columns.push_back(column(statement, i));
    }
    return Row(std::move(columns));
}

/// Leaves a statement ready for its next use, whatever happened in between.
class Reset {
public:
    explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;
    ~Reset()
    {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

private:
    sqlite3_stmt* statement_;
};

} // namespace

void SqliteSession::CloseDatabase::operator()(sqlite3* database) const
{
    sqlite3_close_v2(database);
}

void SqliteSession::FinalizeStatement::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

SqliteSession::SqliteSession(sqlite3* database) : database_(database) {}

SqliteSession::~SqliteSession() = default;

Result<std::unique_ptr<SqliteSession>> SqliteSession::open(const std::string& path)
{
    TRY_DO(create_private(path));
    sqlite3* database = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    const int opened = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
    std::unique_ptr<SqliteSession> session(new SqliteSession(database));
    if (opened != SQLITE_OK) {
        return fail(cannot_open(path, sqlite3_errstr(opened)));
    }
    sqlite3_busy_timeout(database, busy_timeout_ms);
    try {
        session->run_script(settings);
    } catch (const StoreFailure& failure) {
        return fail(cannot_open(path, failure.what())); // not a database, or damaged
    }
    return session;
}

std::vector<Row> SqliteSession::run(std::string_view sql, const std::vector<Value>& values)
{
    sqlite3_stmt* statement = prepared(sql);
    const Reset reset(statement);
    for (std::size_t i = 0; i < values.size(); ++i) {
        // "$1" is a name to SQLite; it numbers names in the order of their first use.
        const std::string name = "$" + std::to_string(i + 1);
        bind(statement, sqlite3_bind_parameter_index(statement, name.c_str()), values[i]);
    }
    std::vector<Row> rows;
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
        rows.push_back(row(statement));
    }
    if (step != SQLITE_DONE) {
        throw_failure(sql);
    }
    return rows;
}

void SqliteSession::run_script(std::string_view sql)
{
    if (sqlite3_exec(database_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr) !=
        SQLITE_OK) {
        throw_failure(sql);
    }
}

sqlite3_stmt* SqliteSession::prepared(std::string_view sql)
{
    const auto known = statements_.find(sql);
    if (known != statements_.end()) {
        return known->second.get();
    }
    sqlite3_stmt* statement = nullptr;
    const int prepared = sqlite3_prepare_v3(database_.get(),
                                            sql.data(),
                                            static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT,
                                            &statement,
                                            nullptr);
    if (prepared != SQLITE_OK) {
        throw_failure(sql);
    }
    return statements_.emplace(std::string(sql), Statement(statement)).first->second.get();
}

void SqliteSession::throw_failure(std::string_view sql) const
{
    throw StoreFailure(std::string(sqlite3_errmsg(database_.get())) +
                       " in: " + std::string(sql.substr(0, 60)));
}

} // namespace billbridge::storage
