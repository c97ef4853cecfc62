#include "emulator/quickbooks/query/token.hpp"

#include "base/utf8.hpp"
#include "emulator/quickbooks/books/text.hpp"

#include <optional>

namespace emulator::quickbooks {

namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_word_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '.';
}

/// Whether this byte is in a UTF-8 sequence, but not its first.
bool continues(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
}

/// Cuts a statement into tokens.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    Outcome<std::vector<Token>> all()
    {
        std::vector<Token> tokens;
        for (;;) {
            skip_space();
            auto token = next();
            if (!token) {
                return std::unexpected(token.error());
            }
            tokens.push_back(*std::move(token));
            if (tokens.back().kind == Token::Kind::end) {
                return tokens;
            }
        }
    }

private:
    bool at_end() const { return at_ == text_.size(); }
    char peek(std::size_t ahead = 0) const
    {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    char take()
    {
        const char c = text_[at_++];
        if (c == '\n') {
            ++line_;
            column_ = 1;
        } else {
            column_ += continues(c) ? 0 : 1;
        }
        return c;
    }

    /// A whole UTF-8 sequence: a part of one could not be named in the refusal.
    std::string take_character()
    {
        std::string character(1, take());
        while (!at_end() && continues(peek())) {
            character += take();
        }
        return character;
    }

    void skip_space()
    {
        while (!at_end() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) {
            take();
        }
    }

    Outcome<Token> next()
    {
        Token token{.line = line_, .column = column_};
        if (at_end()) {
            return token;
        }
        if (peek() == '\'') {
            return take_text(std::move(token));
        }
        const bool is_negative = peek() == '-' && is_digit(peek(1));
        if (is_digit(peek()) || is_negative) {
            token.kind = Token::Kind::number;
            do {
                token.text += take();
            } while (is_digit(peek()) || peek() == '.');
            return token;
        }
        if (is_word_character(peek())) {
            token.kind = Token::Kind::word;
            while (is_word_character(peek())) {
                token.text += take();
            }
            return token;
        }
        return take_symbol(std::move(token));
    }

    Outcome<Token> take_text(Token token)
    {
        token.kind = Token::Kind::text;
        take();
        while (!at_end()) {
            const char c = take();
            if (c == '\'') {
                return token;
            }
            token.text += c == '\\' && !at_end() ? take() : c;
        }
        return std::unexpected(parse_fault(token));
    }

    Outcome<Token> take_symbol(Token token)
    {
        token.kind = Token::Kind::symbol;
        token.text = take_character();
        const bool doubles = token.text == "<" || token.text == ">" || token.text == "!";
        if (doubles && peek() == '=') {
            token.text += take();
        }
        constexpr std::string_view known[] = {"*", ",", "(", ")", "=", "<", ">", "<=", ">=", "!="};
        for (const std::string_view symbol : known) {
            if (token.text == symbol) {
                return token;
            }
        }
        return std::unexpected(parse_fault(token));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t column_ = 1;
};

std::string kind_name(Token::Kind kind)
{
    switch (kind) {
    case Token::Kind::word:
        return "<IDENTIFIER> ";
    case Token::Kind::text:
        return "<STRING> ";
    case Token::Kind::number:
        return "<INTEGER> ";
    default:
        return "";
    }
}

} // namespace

bool Token::is(std::string_view keyword) const
{
    return kind == Kind::word && lower_case(text) == lower_case(keyword);
}

Fault parse_fault(const Token& met)
{
    const std::string what = met.kind == Token::Kind::end
                                 ? "<EOF>"
                                 : "\" " + kind_name(met.kind) + "\"" + met.text + " \"\"";
    return fault("4000",
                 "QueryParserError: Encountered " + what + " at line " + std::to_string(met.line) +
                     ", column " + std::to_string(met.column) + ".");
}

Outcome<std::vector<Token>> tokenize(std::string_view text)
{
    if (!billbridge::is_utf8(text)) {
        return std::unexpected(fault("500"));
    }
    return Scanner(text).all();
}

} // namespace emulator::quickbooks
