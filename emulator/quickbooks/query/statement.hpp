#pragma once

#include "emulator/quickbooks/books/fault.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::quickbooks {

enum class Comparison { equal, not_equal, less, greater, at_most, at_least, like, in };

struct Literal {
    enum class Kind { text, number, boolean, current_date };
    Kind kind = Kind::text;
    std::string text;
};

struct Condition {
    std::string property;
    Comparison comparison = Comparison::equal;
    std::vector<Literal> values; ///< one, or several for `in`
};

struct Order {
    std::string property;
    bool descending = false;
};

/// A statement of the query language, before anybody has asked whether its properties exist.
struct Statement {
    bool counts = false;                 ///< COUNT(*)
    std::vector<std::string> projection; ///< empty for `*`
    std::string entity;
    std::vector<Condition> conditions; ///< all of them hold
    std::vector<Order> orders;
    std::optional<std::int64_t> start;
    std::optional<std::int64_t> limit;
};

/// Reads `SELECT .. FROM .. [WHERE ..] [ORDERBY ..] [STARTPOSITION n] [MAXRESULTS n]`. Keywords are
/// case-insensitive, strings stand in single quotes with backslash escapes. Refuses with 4000,
/// naming what was met and where.
Outcome<Statement> parse_statement(std::string_view text);

} // namespace emulator::quickbooks
