#pragma once

#include "base/embedded.hpp"
#include "base/error.hpp"

#include <map>
#include <string>
#include <string_view>

namespace billbridge::text {

/// The languages that every text exists in.
enum class Language { en, pl };

std::string_view code(Language language);
/// The language of a two-letter code or a longer tag ("pl-PL"); English for every other.
Language language_of(std::string_view tag);
/// The first language of an Accept-Language header that we speak; English where there is none.
Language preferred_language(std::string_view accept_language);

/// Turns messages into sentences. All languages have the same keys; a test holds them to it.
class Catalogue {
public:
    /// Reads the embedded files. Throws where one is not a flat JSON object of texts: such a
    /// program must not start.
    static Catalogue open(std::span<const EmbeddedFile> files);

    /// The text with its `{name}` arguments filled in. An unknown key yields the key itself.
    std::string text(const Message& message, Language language) const;

    /// Whether every language has this key.
    bool has(std::string_view key) const;
    const std::map<std::string, std::string, std::less<>>& texts(Language language) const;

private:
    std::map<Language, std::map<std::string, std::string, std::less<>>> texts_;
};

} // namespace billbridge::text
