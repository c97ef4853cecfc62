#pragma once

#include <string>
#include <string_view>

namespace billbridge::net {

/// `bytes` as a gzip file (RFC 1952), as small as zlib makes it: for what is compressed once and
/// sent often. Never answer secrets beside what a caller sent in this form: the length would tell
/// them.
std::string gzip(std::string_view bytes);

/// Whether a client takes gzip, by its `Accept-Encoding` (RFC 9110, 12.5.3).
bool accepts_gzip(std::string_view accept_encoding);

} // namespace billbridge::net
