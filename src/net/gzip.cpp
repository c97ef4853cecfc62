#include "net/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <ranges>
#include <stdexcept>

namespace billbridge::net {

namespace {

/// The largest window, and 16 for a gzip header in place of zlib's.
constexpr int gzip_window = 15 + 16;
constexpr int memory_level = 9;

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' ') || text.starts_with('\t')) {
        text.remove_prefix(1);
    }
    while (text.ends_with(' ') || text.ends_with('\t')) {
        text.remove_suffix(1);
    }
    return text;
}

bool is_same_word(std::string_view text, std::string_view word)
{
    return std::ranges::equal(text, word, {}, [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
}

/// "q=0", "q=0.0": not wanted at all.
bool is_refused(std::string_view parameter)
{
    return parameter.starts_with("q=0") &&
           parameter.find_first_not_of("0.", 2) == std::string_view::npos;
}

} // namespace

std::string gzip(std::string_view bytes)
{
    z_stream stream{};
    if (deflateInit2(&stream,
                     Z_BEST_COMPRESSION,
                     Z_DEFLATED,
                     gzip_window,
                     memory_level,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("zlib does not begin");
    }
    std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    // zlib reads its input and does not write to it.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int outcome = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (outcome != Z_STREAM_END) {
        throw std::runtime_error("zlib does not end");
    }
    return packed;
}

bool accepts_gzip(std::string_view accept_encoding)
{
    for (const auto part : std::views::split(accept_encoding, ',')) {
        const std::string_view coding(part.begin(), part.end());
        const auto semicolon = coding.find(';');
        const std::string_view name = trimmed(coding.substr(0, semicolon));
        if (is_same_word(name, "gzip") || name == "*") {
            return semicolon == std::string_view::npos ||
                   !is_refused(trimmed(coding.substr(semicolon + 1)));
        }
    }
    return false;
}

} // namespace billbridge::net
