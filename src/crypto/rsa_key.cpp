#include "crypto/rsa_key.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <stdexcept>

namespace billbridge::crypto {

namespace {

constexpr unsigned key_bits = 2048;

const unsigned char* bytes_of(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

struct RsaKey::Pair {
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_RSA_gen(key_bits), EVP_PKEY_free};

    std::string number(const char* name) const
    {
        BIGNUM* value = nullptr;
        if (EVP_PKEY_get_bn_param(key.get(), name, &value) != 1) {
            throw std::runtime_error("an RSA key has no numbers");
        }
        std::string bytes(static_cast<std::size_t>(BN_num_bytes(value)), '\0');
        BN_bn2bin(value, reinterpret_cast<unsigned char*>(bytes.data()));
        BN_free(value);
        return bytes;
    }
};

RsaKey::RsaKey() : pair_(std::make_unique<Pair>())
{
    if (pair_->key == nullptr) {
        throw std::runtime_error("no RSA key could be made");
    }
}

RsaKey::~RsaKey() = default;

std::string RsaKey::sign(std::string_view text) const
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free);
    EVP_PKEY* key = pair_->key.get();
    std::size_t length = 0;
    const bool is_ready =
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
        EVP_DigestSign(context.get(), nullptr, &length, bytes_of(text), text.size()) == 1;
    std::string signature(length, '\0');
    auto* target = reinterpret_cast<unsigned char*>(signature.data());
    if (!is_ready ||
        EVP_DigestSign(context.get(), target, &length, bytes_of(text), text.size()) != 1) {
        throw std::runtime_error("an RSA signature could not be made");
    }
    signature.resize(length);
    return signature;
}

std::string RsaKey::modulus() const
{
    return pair_->number(OSSL_PKEY_PARAM_RSA_N);
}

std::string RsaKey::exponent() const
{
    return pair_->number(OSSL_PKEY_PARAM_RSA_E);
}

} // namespace billbridge::crypto
