#include "crypto/crypto.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <stdexcept>

namespace billbridge::crypto {

namespace {

const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

void require(bool done, const char* what)
{
    if (!done) {
        throw std::runtime_error(std::string("OpenSSL failed: ") + what);
    }
}

std::string replaced(std::string text, char from, char to)
{
    std::ranges::replace(text, from, to);
    return text;
}

Error not_base64()
{
    return invalid({"error.json", {}}, "not base64");
}

} // namespace

std::string random_bytes(std::size_t count)
{
    std::string bytes(count, '\0');
    require(RAND_bytes(bytes_of(bytes), static_cast<int>(count)) == 1, "RAND_bytes");
    return bytes;
}

std::string random_uuid()
{
    std::string bytes = random_bytes(16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40); // version 4: random
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80); // variant 1
    std::string text = hex(bytes);
    for (const std::size_t at : {20u, 16u, 12u, 8u}) {
        text.insert(at, 1, '-');
    }
    return text;
}

std::string sha256(std::string_view message)
{
    std::string digest(32, '\0');
    require(EVP_Digest(
                message.data(), message.size(), bytes_of(digest), nullptr, EVP_sha256(), nullptr) ==
                1,
            "SHA-256");
    return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view message)
{
    std::string digest(32, '\0');
    unsigned int length = 0;
    const auto* done = HMAC(EVP_sha256(),
                            key.data(),
                            static_cast<int>(key.size()),
                            bytes_of(message),
                            message.size(),
                            bytes_of(digest),
                            &length);
    require(done != nullptr && length == digest.size(), "HMAC");
    return digest;
}

bool equal(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hex(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string base64(std::string_view bytes)
{
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0'); // one more for OpenSSL's final NUL
    const int length =
        EVP_EncodeBlock(bytes_of(text), bytes_of(bytes), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string base64url(std::string_view bytes)
{
    std::string text = replaced(replaced(base64(bytes), '+', '-'), '/', '_');
    text.erase(std::min(text.find('='), text.size()));
    return text;
}

Result<std::string> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0) {
        return fail(not_base64());
    }
    std::string bytes(text.size() / 4 * 3, '\0');
    const int length =
        EVP_DecodeBlock(bytes_of(bytes), bytes_of(text), static_cast<int>(text.size()));
    if (length < 0) {
        return fail(not_base64());
    }
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    bytes.resize(static_cast<std::size_t>(length) - padding);
    // OpenSSL skips white space and accepts loose bits; only what the encoder writes is right.
    if (base64(bytes) != text) {
        return fail(not_base64());
    }
    return bytes;
}

Result<std::string> from_base64url(std::string_view text)
{
    if (text.find_first_of("+/=") != std::string_view::npos) {
        return fail(not_base64());
    }
    std::string standard = replaced(replaced(std::string(text), '-', '+'), '_', '/');
    standard.append((4 - standard.size() % 4) % 4, '=');
    return from_base64(standard);
}

} // namespace billbridge::crypto
