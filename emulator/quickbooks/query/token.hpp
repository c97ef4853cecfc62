#pragma once

#include "emulator/quickbooks/books/fault.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace emulator::quickbooks {

/// A word of the query language.
struct Token {
    enum class Kind { word, text, number, symbol, end };
    Kind kind = Kind::end;
    std::string text; ///< of a string: without quotes and escapes
    std::size_t line = 1;
    std::size_t column = 1;

    /// Whether this is that keyword, in whatever case.
    bool is(std::string_view keyword) const;
};

/// 4000 in the vendor's words: `QueryParserError: Encountered " <IDENTIFIER> "x "" at line 1, ..`.
Fault parse_fault(const Token& met);

/// The tokens of a statement, the last one of kind `end`. Refuses with 4000 a string that does not
/// end and a character that is in no token, with 500 what is not UTF-8.
Outcome<std::vector<Token>> tokenize(std::string_view text);

} // namespace emulator::quickbooks
