#include "emulator/quickbooks/books/text.hpp"

#include <cstdint>

namespace emulator::quickbooks {

namespace {

bool is_within(std::uint32_t c, std::uint32_t first, std::uint32_t last)
{
    return c >= first && c <= last;
}

/// Blocks in which a capital letter is followed by its small one.
bool has_pair_after_even(std::uint32_t c)
{
    return is_within(c, 0x100, 0x137) || is_within(c, 0x14A, 0x177);
}

bool has_pair_after_odd(std::uint32_t c)
{
    return is_within(c, 0x139, 0x148) || is_within(c, 0x179, 0x17E);
}

std::uint32_t lower(std::uint32_t c)
{
    constexpr std::uint32_t multiplication_sign = 0xD7;
    constexpr std::uint32_t final_sigma = 0x3C2;
    constexpr std::uint32_t sigma = 0x3C3;
    if (c == final_sigma) {
        return sigma;
    }
    if (is_within(c, 'A', 'Z') || (is_within(c, 0xC0, 0xDE) && c != multiplication_sign) ||
        is_within(c, 0x391, 0x3A9) || is_within(c, 0x410, 0x42F)) {
        return c + 32;
    }
    if (is_within(c, 0x400, 0x40F)) {
        return c + 80;
    }
    if ((has_pair_after_even(c) && c % 2 == 0) || (has_pair_after_odd(c) && c % 2 == 1)) {
        return c + 1;
    }
    return c;
}

} // namespace

std::string lower_case(std::string_view text)
{
    std::string lowered;
    lowered.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        // All letters with a known small form take one or two bytes.
        const bool two_bytes = (byte & 0xE0u) == 0xC0u && i + 1 < text.size();
        if (!two_bytes) {
            lowered += byte < 0x80u ? static_cast<char>(lower(byte)) : text[i];
            continue;
        }
        const auto next = static_cast<unsigned char>(text[++i]);
        const std::uint32_t c = lower(((byte & 0x1Fu) << 6u) | (next & 0x3Fu));
        lowered += static_cast<char>(0xC0u | (c >> 6u));
        lowered += static_cast<char>(0x80u | (c & 0x3Fu));
    }
    return lowered;
}

std::size_t length(std::string_view text)
{
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool continues = (byte & 0xC0u) == 0x80u;
        const bool needs_surrogates = byte >= 0xF0u;
        units += continues ? 0u : needs_surrogates ? 2u : 1u;
    }
    return units;
}

bool is_like(std::string_view text, std::string_view pattern)
{
    const std::string lowered_text = lower_case(text);
    const std::string lowered_pattern = lower_case(pattern);
    std::size_t t = 0;
    std::size_t p = 0;
    std::size_t wildcard = std::string::npos; // the last '%' seen, and the text that it began at
    std::size_t resume = 0;
    while (t < lowered_text.size()) {
        if (p < lowered_pattern.size() && lowered_pattern[p] == '%') {
            wildcard = p++;
            resume = t;
        } else if (p < lowered_pattern.size() && lowered_pattern[p] == lowered_text[t]) {
            ++p;
            ++t;
        } else if (wildcard != std::string::npos) {
            p = wildcard + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    return lowered_pattern.find_first_not_of('%', p) == std::string::npos;
}

} // namespace emulator::quickbooks
