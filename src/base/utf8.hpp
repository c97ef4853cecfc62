#pragma once

#include <string>
#include <string_view>

namespace billbridge {

/// Whether `text` is UTF-8: no stray or missing bytes, no surrogates, no overlong forms, nothing
/// beyond U+10FFFF.
bool is_utf8(std::string_view text);

/// `text` with U+FFFD in place of every byte that belongs to no UTF-8 sequence.
std::string valid_utf8(std::string_view text);

/// The longest beginning of `text`, which is UTF-8, that has at most `size_max` bytes and cuts no
/// character.
std::string_view utf8_prefix(std::string_view text, std::size_t size_max);

/// How many characters (code points) `text`, which is UTF-8, has.
std::size_t utf8_length(std::string_view text);

/// Whether `text`, which is UTF-8, has characters beyond U+FFFF: emoji and the like.
bool has_supplementary(std::string_view text);

} // namespace billbridge
