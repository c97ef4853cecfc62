#include "emulator/quickbooks/query/statement.hpp"

#include "emulator/quickbooks/query/token.hpp"

#include <charconv>

namespace emulator::quickbooks {

namespace {

using Problem = std::optional<Fault>;

/// Reads a statement from its tokens, one clause after the other.
class Parser {
public:
    explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    Outcome<Statement> statement()
    {
        for (auto clause : {&Parser::select,
                            &Parser::from,
                            &Parser::where,
                            &Parser::order_by,
                            &Parser::start_position,
                            &Parser::max_results,
                            &Parser::end}) {
            if (auto problem = (this->*clause)()) {
                return std::unexpected(*std::move(problem));
            }
        }
        return std::move(statement_);
    }

private:
    const Token& peek() const { return tokens_[at_]; }
    Token take() { return at_ + 1 < tokens_.size() ? tokens_[at_++] : tokens_[at_]; }
    Problem unexpected() const { return parse_fault(peek()); }

    bool take_keyword(std::string_view keyword)
    {
        const bool found = peek().is(keyword);
        if (found) {
            take();
        }
        return found;
    }

    bool take_symbol(std::string_view symbol)
    {
        const bool found = peek().kind == Token::Kind::symbol && peek().text == symbol;
        if (found) {
            take();
        }
        return found;
    }

    /// A word that is no keyword of a later clause.
    std::optional<std::string> take_name()
    {
        for (const std::string_view keyword :
             {"from", "where", "and", "order", "orderby", "startposition", "maxresults"}) {
            if (peek().is(keyword)) {
                return std::nullopt;
            }
        }
        return peek().kind == Token::Kind::word ? std::optional(take().text) : std::nullopt;
    }

    Problem select();
    Problem from();
    Problem where();
    Problem condition();
    Problem in_list(Condition& condition);
    Problem order_by();
    Problem start_position() { return position("startposition", statement_.start); }
    Problem max_results() { return position("maxresults", statement_.limit); }
    Problem position(std::string_view keyword, std::optional<std::int64_t>& target);
    Problem end() { return peek().kind == Token::Kind::end ? std::nullopt : unexpected(); }
    std::optional<Comparison> take_comparison();
    std::optional<Literal> take_literal();

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    Statement statement_;
};

Problem Parser::select()
{
    if (!take_keyword("select")) {
        return unexpected();
    }
    if (take_symbol("*")) {
        return std::nullopt;
    }
    if (take_keyword("count")) {
        statement_.counts = true;
        const bool whole = take_symbol("(") && take_symbol("*") && take_symbol(")");
        return whole ? std::nullopt : unexpected();
    }
    do {
        auto name = take_name();
        if (!name) {
            return unexpected();
        }
        statement_.projection.push_back(*std::move(name));
    } while (take_symbol(","));
    return std::nullopt;
}

Problem Parser::from()
{
    if (!take_keyword("from")) {
        return unexpected();
    }
    auto name = take_name();
    if (!name) {
        return unexpected();
    }
    statement_.entity = *std::move(name);
    return std::nullopt;
}

Problem Parser::where()
{
    if (!take_keyword("where")) {
        return std::nullopt;
    }
    do {
        if (auto problem = condition()) {
            return problem;
        }
    } while (take_keyword("and"));
    return std::nullopt;
}

Problem Parser::condition()
{
    auto name = take_name();
    if (!name) {
        return unexpected();
    }
    Condition condition{.property = *std::move(name)};
    const auto comparison = take_comparison();
    if (!comparison) {
        return unexpected();
    }
    condition.comparison = *comparison;
    if (*comparison == Comparison::in) {
        if (auto problem = in_list(condition)) {
            return problem;
        }
    } else if (auto literal = take_literal()) {
        condition.values.push_back(*std::move(literal));
    } else {
        return unexpected();
    }
    statement_.conditions.push_back(std::move(condition));
    return std::nullopt;
}

Problem Parser::in_list(Condition& condition)
{
    if (!take_symbol("(")) {
        return unexpected();
    }
    do {
        auto literal = take_literal();
        if (!literal) {
            return unexpected();
        }
        condition.values.push_back(*std::move(literal));
    } while (take_symbol(","));
    return take_symbol(")") ? std::nullopt : unexpected();
}

std::optional<Comparison> Parser::take_comparison()
{
    constexpr std::pair<std::string_view, Comparison> symbols[] = {
        {"=", Comparison::equal},
        {"!=", Comparison::not_equal},
        {"<", Comparison::less},
        {">", Comparison::greater},
        {"<=", Comparison::at_most},
        {">=", Comparison::at_least},
    };
    for (const auto& [symbol, comparison] : symbols) {
        if (take_symbol(symbol)) {
            return comparison;
        }
    }
    if (take_keyword("like")) {
        return Comparison::like;
    }
    return take_keyword("in") ? std::optional(Comparison::in) : std::nullopt;
}

std::optional<Literal> Parser::take_literal()
{
    if (peek().kind == Token::Kind::text) {
        return Literal{Literal::Kind::text, take().text};
    }
    if (peek().kind == Token::Kind::number) {
        return Literal{Literal::Kind::number, take().text};
    }
    for (const char* word : {"true", "false"}) {
        if (take_keyword(word)) {
            return Literal{Literal::Kind::boolean, word};
        }
    }
    if (take_keyword("current_date")) {
        return Literal{Literal::Kind::current_date, ""};
    }
    return std::nullopt;
}

Problem Parser::order_by()
{
    const bool with_space = take_keyword("order"); // accepted, though not documented
    if (with_space ? !take_keyword("by") : !take_keyword("orderby")) {
        return with_space ? unexpected() : std::nullopt;
    }
    do {
        auto name = take_name();
        if (!name) {
            return unexpected();
        }
        const bool descending = take_keyword("desc");
        if (!descending) {
            take_keyword("asc");
        }
        statement_.orders.push_back({*std::move(name), descending});
    } while (take_symbol(","));
    return std::nullopt;
}

Problem Parser::position(std::string_view keyword, std::optional<std::int64_t>& target)
{
    if (!take_keyword(keyword)) {
        return std::nullopt;
    }
    const std::string& text = peek().text;
    std::int64_t number = 0;
    const auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = peek().kind == Token::Kind::number && problem == std::errc{} &&
                          rest == text.data() + text.size();
    if (!is_whole) {
        return unexpected();
    }
    if (number < 1) {
        return fault("4001",
                     "QueryValidationError: value " + text +
                         " is too small. Min allowed value is 1");
    }
    target = number;
    take();
    return std::nullopt;
}

} // namespace

Outcome<Statement> parse_statement(std::string_view text)
{
    auto tokens = tokenize(text);
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    return Parser(*std::move(tokens)).statement();
}

} // namespace emulator::quickbooks
