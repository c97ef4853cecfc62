#include "domain/similar.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace billbridge {

namespace {

/// Legal forms of the countries that QuickBooks sells in, and of our users' neighbours, as
/// `name_key` writes them.
constexpr std::array<std::string_view, 45> legal_forms = {
    "ltd",  "limited",     "llc",  "llp",     "lp",          "plc",   "inc",    "incorporated",
    "corp", "corporation", "co",   "company", "gmbh",        "mbh",   "ag",     "kg",
    "ohg",  "ug",          "ev",   "sp z oo", "sp z o o",    "spzoo", "spz oo", "sa",
    "sk",   "sp j",        "sp k", "spj",     "spk",         "psa",   "sarl",   "sas",
    "eurl", "srl",         "sl",   "spa",     "bv",          "nv",    "ab",     "as",
    "aps",  "oy",          "pty",  "pvt",     "sp z oo sp k"};

struct Letter {
    char32_t code = 0;
    std::size_t length = 1; ///< in bytes
};

/// The first character of `text`, which is UTF-8 and not empty; a stray byte counts as a blank.
Letter first_letter(std::string_view text)
{
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char lead = byte(0);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (length == 1 || length > text.size() || lead < 0xc0) {
        return {lead < 0x80 ? char32_t{lead} : U' ', 1};
    }
    char32_t code = lead & (0x7f >> length);
    for (std::size_t at = 1; at < length; ++at) {
        code = (code << 6) | (byte(at) & 0x3f);
    }
    return {code, length};
}

void append(std::string& text, char32_t code)
{
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xc0 | (code >> 6));
        text += static_cast<char>(0x80 | (code & 0x3f));
    }
}

/// The small letter, for Latin, Greek and Cyrillic: what has capitals and lies below U+0500.
char32_t lower(char32_t code)
{
    const auto within = [code](char32_t from, char32_t to) { return code >= from && code <= to; };
    if (within(U'A', U'Z') || (within(0xc0, 0xde) && code != 0xd7)) {
        return code + 0x20;
    }
    if (within(0x139, 0x148) || within(0x179, 0x17e)) { // capitals are odd here
        return code % 2 == 1 ? code + 1 : code;
    }
    if (within(0x100, 0x137) || within(0x14a, 0x177)) { // and even here
        return code % 2 == 0 ? code + 1 : code;
    }
    if (code == 0x178) {
        return 0xff;
    }
    if (within(0x391, 0x3a9) || within(0x410, 0x42f)) {
        return code + 0x20;
    }
    return within(0x400, 0x40f) ? code + 0x50 : code;
}

bool is_digit_or_letter(char32_t code)
{
    if (code < 0x80) {
        return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
               (code >= 'A' && code <= 'Z');
    }
    // Latin-1 signs, general punctuation and the wide blank; whatever else is a letter to us.
    return code >= 0xc0 && code != 0xd7 && code != 0xf7 && !(code >= 0x2000 && code <= 0x206f) &&
           code != 0x3000;
}

/// What people leave out without putting a blank in its place: `O'Hara`, `S.A.`.
bool is_inner_sign(char32_t code)
{
    return code == '.' || code == '\'' || code == 0x2019 || code == 0xb4 || code == '`';
}

std::size_t form_length(std::string_view key)
{
    std::size_t longest = 0;
    for (const std::string_view form : legal_forms) {
        const bool ends = key.size() > form.size() && key.ends_with(form) &&
                          key[key.size() - form.size() - 1] == ' ';
        longest = ends ? std::max(longest, form.size() + 1) : longest;
    }
    return longest;
}

std::string lower_ascii(std::string_view text)
{
    std::string lowered;
    for (const char c : text) {
        lowered += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
    }
    return lowered;
}

/// Whether one of the addresses in `list`, separated by commas, is `address`.
bool has_email(std::string_view list, std::string_view address)
{
    const std::string wanted = lower_ascii(address);
    while (!list.empty()) {
        const auto end = std::min(list.find_first_of(",;"), list.size());
        std::string_view part = list.substr(0, end);
        part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
        part = part.substr(0, part.find_last_not_of(' ') + 1);
        if (lower_ascii(part) == wanted) {
            return true;
        }
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

/// The only one of `list` that `fits`.
template <class T, class Fits>
const T* only(const std::vector<T>& list, Fits fits)
{
    const T* found = nullptr;
    for (const T& candidate : list) {
        if (fits(candidate)) {
            if (found != nullptr && found->id != candidate.id) {
                return nullptr;
            }
            found = &candidate;
        }
    }
    return found;
}

/// An item's own name, without the categories above it.
std::string_view leaf(std::string_view name)
{
    return name.substr(name.rfind(':') + 1);
}

} // namespace

std::string name_key(std::string_view name)
{
    std::string key;
    bool apart = false;
    while (!name.empty()) {
        const Letter letter = first_letter(name);
        if (is_digit_or_letter(letter.code)) {
            key += apart && !key.empty() ? " " : "";
            apart = false;
            const char32_t small = lower(letter.code);
            if (small < 0x800 && letter.length <= 2) {
                append(key, small);
            } else {
                key += name.substr(0, letter.length);
            }
        } else if (!is_inner_sign(letter.code)) {
            apart = true;
        }
        name.remove_prefix(letter.length);
    }
    return key;
}

std::string company_key(std::string_view name)
{
    std::string key = name_key(name);
    // "GmbH & Co. KG" has three of them.
    for (std::size_t length = form_length(key); length != 0; length = form_length(key)) {
        key.resize(key.size() - length);
    }
    return key;
}

std::vector<std::string> company_words(std::string_view name)
{
    const std::string key = company_key(name);
    std::vector<std::string> words;
    bool is_inside = false;
    for (std::size_t at = 0; at < name.size();) {
        const Letter letter = first_letter(name.substr(at));
        const bool is_word = is_digit_or_letter(letter.code);
        if (is_inside && !is_word && name_key(name.substr(0, at)) == key) {
            return words; // what follows is the legal form
        }
        if (is_word && !is_inside) {
            words.emplace_back();
        }
        if (is_word) {
            words.back() += name.substr(at, letter.length);
        }
        is_inside = is_word;
        at += letter.length;
    }
    return words;
}

std::optional<PayerSuggestion> suggest_payer(const PayerDetails& details,
                                             const std::string& currency,
                                             const std::vector<Payer>& candidates)
{
    const auto possible = [&](const Payer& payer) {
        return payer.active && payer.currency.code() == currency;
    };
    const std::string key = company_key(details.name);
    const Payer* by_name = key.empty() ? nullptr : only(candidates, [&](const Payer& payer) {
        return possible(payer) && company_key(payer.name) == key;
    });
    if (by_name != nullptr) {
        return PayerSuggestion{*by_name, PayerSuggestion::Reason::name};
    }
    const Payer* by_email =
        details.email.empty() ? nullptr : only(candidates, [&](const Payer& payer) {
            return possible(payer) && has_email(payer.email, details.email);
        });
    if (by_email != nullptr) {
        return PayerSuggestion{*by_email, PayerSuggestion::Reason::email};
    }
    return std::nullopt;
}

std::optional<ItemSuggestion> suggest_item(const UnlinkedLine& line,
                                           const std::vector<ItemLink>& links,
                                           const std::vector<Item>& candidates)
{
    using Reason = ItemSuggestion::Reason;
    const std::string code = name_key(line.code);
    const std::string name = name_key(line.name);
    const auto suggested = [](const Item& item, Reason reason) {
        return ItemSuggestion{item.id, item.name, reason};
    };
    const Item* by_code = code.empty() ? nullptr : only(candidates, [&](const Item& item) {
        return item.active && name_key(item.code) == code;
    });
    if (by_code != nullptr) {
        return suggested(*by_code, Reason::code);
    }
    const Item* by_name = name.empty() ? nullptr : only(candidates, [&](const Item& item) {
        return item.active && name_key(leaf(item.name)) == name;
    });
    if (by_name != nullptr) {
        return suggested(*by_name, Reason::name);
    }
    for (const ItemLink& link : links) {
        const auto item = std::ranges::find(candidates, link.item, &Item::id);
        if (link.product == line.product && item != candidates.end() && item->active) {
            return suggested(*item, Reason::product);
        }
    }
    return std::nullopt;
}

} // namespace billbridge
