#include "crypto/sealer.hpp"

#include "crypto/crypto.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace billbridge::crypto {

namespace {

constexpr char version = 1;
constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

const unsigned char* in(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* out(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

int length(std::string_view text)
{
    return static_cast<int>(text.size());
}

Error not_sealed_here()
{
    return invalid({"error.internal", {}}, "a sealed secret does not open: wrong key, or altered");
}

} // namespace

Sealer::Sealer(Secret key) : key_(std::move(key)) {}

Result<Sealer> Sealer::open(Secret key)
{
    if (key.reveal().size() != key_bytes) {
        return fail(invalid({"error.internal", {}}, "the sealing key must have 32 bytes"));
    }
    return Sealer(std::move(key));
}

std::string Sealer::seal(const Secret& secret, std::string_view identity) const
{
    const std::string& plain = secret.reveal();
    const std::string nonce = random_bytes(nonce_bytes);
    std::string cipher(plain.size(), '\0');
    std::string tag(tag_bytes, '\0');
    const Context context(EVP_CIPHER_CTX_new());
    int count = 0;
    const bool sealed =
        context &&
        EVP_EncryptInit_ex(
            context.get(), EVP_aes_256_gcm(), nullptr, in(key_.reveal()), in(nonce)) == 1 &&
        EVP_EncryptUpdate(context.get(), nullptr, &count, in(identity), length(identity)) == 1 &&
        EVP_EncryptUpdate(context.get(), out(cipher), &count, in(plain), length(plain)) == 1 &&
        EVP_EncryptFinal_ex(context.get(), nullptr, &count) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, tag.data()) == 1;
    if (!sealed) {
        throw std::runtime_error("OpenSSL failed: AES-256-GCM");
    }
    return version + nonce + cipher + tag;
}

Result<Secret> Sealer::unseal(std::string_view sealed, std::string_view identity) const
{
    if (sealed.size() < 1 + nonce_bytes + tag_bytes || sealed[0] != version) {
        return fail(not_sealed_here());
    }
    const std::string_view nonce = sealed.substr(1, nonce_bytes);
    const std::string_view cipher =
        sealed.substr(1 + nonce_bytes, sealed.size() - 1 - nonce_bytes - tag_bytes);
    std::string tag(sealed.substr(sealed.size() - tag_bytes));
    std::string plain(cipher.size(), '\0');
    const Context context(EVP_CIPHER_CTX_new());
    int count = 0;
    const bool opened =
        context &&
        EVP_DecryptInit_ex(
            context.get(), EVP_aes_256_gcm(), nullptr, in(key_.reveal()), in(nonce)) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &count, in(identity), length(identity)) == 1 &&
        EVP_DecryptUpdate(context.get(), out(plain), &count, in(cipher), length(cipher)) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), nullptr, &count) == 1;
    if (!opened) {
        return fail(not_sealed_here());
    }
    return Secret(std::move(plain));
}

} // namespace billbridge::crypto
