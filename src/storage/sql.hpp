#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The thin layer under the repositories: what SQLite and PostgreSQL have in common.
namespace billbridge::storage {

/// The database itself failed: disk full, read-only, corrupt, a constraint that our code broke.
class StoreFailure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Bytes that are no text.
struct Blob {
    std::string bytes;
};

/// A value bound to `$1`, `$2`, ... or read from a column.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string, Blob>;

/// One row of an answer. Reading a column as another type than it has throws `StoreFailure`.
class Row {
public:
    explicit Row(std::vector<Value> columns) : columns_(std::move(columns)) {}

    bool is_null(std::size_t column) const;
    std::int64_t integer(std::size_t column) const;
    bool flag(std::size_t column) const { return integer(column) != 0; }
    const std::string& text(std::size_t column) const;
    std::optional<std::string> optional_text(std::size_t column) const;
    /// Empty where the column is null.
    std::string blob(std::size_t column) const;

private:
    template <class T>
    const T& get(std::size_t column) const;

    std::vector<Value> columns_;
};

/// A connection to a database, used by one thread at a time.
class Session {
public:
    virtual ~Session() = default;

    /// Runs one statement, in the dialect that all databases share, and returns its rows. Throws
    /// `StoreFailure`.
    virtual std::vector<Row> run(std::string_view sql, const std::vector<Value>& values = {}) = 0;

    /// Runs several statements without values: a migration. Throws `StoreFailure`.
    virtual void run_script(std::string_view sql) = 0;
};

} // namespace billbridge::storage
