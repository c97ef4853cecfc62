#include "text/catalogue.hpp"

#include "base/json.hpp"

#include <stdexcept>

namespace billbridge::text {

namespace {

struct Known {
    Language language;
    std::string_view code;
};

constexpr Known known[] = {{Language::en, "en"}, {Language::pl, "pl"}};

const Known* find_language(std::string_view tag)
{
    for (const Known& entry : known) {
        const bool same = tag.starts_with(entry.code) &&
                          (tag.size() == 2 || tag[2] == '-' || tag[2] == '_' || tag[2] == ';');
        if (same) {
            return &entry;
        }
    }
    return nullptr;
}

void fill_in(std::string& text, const std::map<std::string, std::string>& args)
{
    std::string filled;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto open = text.find('{', at);
        const auto close = text.find('}', open == std::string::npos ? text.size() : open);
        if (close == std::string::npos) {
            break;
        }
        filled.append(text, at, open - at);
        const auto argument = args.find(text.substr(open + 1, close - open - 1));
        filled += argument == args.end() ? text.substr(open, close - open + 1) : argument->second;
        at = close + 1;
    }
    filled.append(text, at);
    text = std::move(filled);
}

} // namespace

std::string_view code(Language language)
{
    return language == Language::pl ? "pl" : "en";
}

Language language_of(std::string_view tag)
{
    const Known* found = find_language(tag);
    return found == nullptr ? Language::en : found->language;
}

Language preferred_language(std::string_view accept_language)
{
    while (!accept_language.empty()) {
        const auto comma = accept_language.find(',');
        std::string_view tag = accept_language.substr(0, comma);
        tag.remove_prefix(std::min(tag.find_first_not_of(' '), tag.size()));
        if (const Known* found = find_language(tag)) {
            return found->language;
        }
        accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size()
                                                                      : comma + 1);
    }
    return Language::en;
}

Catalogue Catalogue::open(std::span<const EmbeddedFile> files)
{
    Catalogue catalogue;
    for (const EmbeddedFile& file : files) {
        const auto json = Json::parse(file.bytes);
        if (!json || json->if_object() == nullptr) {
            throw std::runtime_error("not a catalogue: " + std::string(file.name));
        }
        auto& texts = catalogue.texts_[language_of(file.name.substr(0, 2))];
        for (const auto& [key, value] : *json->if_object()) {
            if (value.if_string() == nullptr || !texts.emplace(key, *value.if_string()).second) {
                throw std::runtime_error("catalogue: no text, or twice: " + key);
            }
        }
    }
    return catalogue;
}

std::string Catalogue::text(const Message& message, Language language) const
{
    const auto& texts = this->texts(language);
    const auto found = texts.find(message.key);
    if (found == texts.end()) {
        return message.key;
    }
    std::string text = found->second;
    fill_in(text, message.args);
    return text;
}

bool Catalogue::has(std::string_view key) const
{
    for (const auto& [language, texts] : texts_) {
        if (!texts.contains(key)) {
            return false;
        }
    }
    return true;
}

const std::map<std::string, std::string, std::less<>>& Catalogue::texts(Language language) const
{
    return texts_.at(language);
}

} // namespace billbridge::text
