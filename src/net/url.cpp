#include "net/url.hpp"

#include <algorithm>
#include <charconv>

namespace billbridge::net {

namespace {

bool is_plain(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Does not repeat the text: an address or a form may hold a token, and causes are logged.
Error malformed(const char* why)
{
    return invalid({"error.unknown_route", {}}, std::string("malformed address: ") + why);
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool is_blank_or_control(char c)
{
    return (c >= 0 && c <= ' ') || c == '\x7f';
}

bool is_port(std::string_view text)
{
    unsigned short number = 0;
    const char* const after = text.data() + text.size();
    const auto [end, failure] = std::from_chars(text.data(), after, number);
    return failure == std::errc() && end == after && number > 0;
}

/// A name, an IPv4 address, or an IPv6 address in brackets.
bool is_host(std::string_view text)
{
    if (text.starts_with('[') && text.ends_with(']') && text.size() > 2) {
        return std::ranges::all_of(text.substr(1, text.size() - 2), [](char c) {
            return hex_digit(c) >= 0 || c == ':' || c == '.';
        });
    }
    return !text.empty() && std::ranges::all_of(text, is_plain);
}

Result<std::string> decode_form(std::string_view text)
{
    std::string spaced(text);
    std::ranges::replace(spaced, '+', ' ');
    return percent_decode(spaced);
}

} // namespace

std::string percent_encode(std::string_view text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (is_plain(c)) {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return encoded;
}

Result<std::string> percent_decode(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return fail(malformed("an escape without two hexadecimal digits"));
            }
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (c == '\0') {
            return fail(malformed("a NUL"));
        }
        decoded += c;
    }
    return decoded;
}

std::string encode_query(const Parameters& parameters)
{
    std::string query;
    for (const auto& [name, value] : parameters) {
        query += (query.empty() ? "" : "&") + percent_encode(name) + "=" + percent_encode(value);
    }
    return query;
}

Result<Parameters> parse_query(std::string_view text)
{
    Parameters parameters;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) {
            continue;
        }
        const auto equals = std::min(pair.find('='), pair.size());
        TRY(std::string name, decode_form(pair.substr(0, equals)));
        TRY(std::string value, decode_form(pair.substr(std::min(equals + 1, pair.size()))));
        parameters.emplace_back(std::move(name), std::move(value));
    }
    return parameters;
}

std::string_view find_parameter(const Parameters& parameters, std::string_view name)
{
    const auto found =
        std::ranges::find_if(parameters, [&](const auto& p) { return p.first == name; });
    return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

bool Url::is_loopback() const
{
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

std::string Url::origin() const
{
    return scheme + "://" + host + (port.empty() ? "" : ":" + port);
}

Result<Url> parse_url(std::string_view text)
{
    Url url;
    const auto colon = text.find("://");
    url.scheme = text.substr(0, std::min(colon, text.size()));
    if (colon == std::string_view::npos || (url.scheme != "http" && url.scheme != "https")) {
        return fail(malformed("neither http nor https"));
    }
    if (std::ranges::any_of(text, is_blank_or_control)) {
        return fail(malformed("a space or control character"));
    }
    const std::string_view rest = text.substr(colon + 3);
    const auto slash = std::min(rest.find_first_of("/?#"), rest.size());
    url.path = rest.substr(slash);
    std::string_view host = rest.substr(0, slash);
    const auto bracket = host.rfind(']');
    const auto port = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (port != std::string_view::npos) {
        url.port = host.substr(port + 1);
        host = host.substr(0, port);
        if (!is_port(url.port)) {
            return fail(malformed("the port is no number from 1 to 65535"));
        }
    }
    if (!is_host(host)) {
        return fail(malformed("the host"));
    }
    url.host = host;
    std::ranges::transform(url.host, url.host.begin(), lower);
    return url;
}

} // namespace billbridge::net
