#include "emulator/quickbooks/id_token.hpp"

#include "crypto/crypto.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <stdexcept>
#include <vector>

namespace emulator::quickbooks {

namespace crypto = billbridge::crypto;

namespace {

/// Clients check it letter for letter, so it names the vendor and not this machine.
constexpr const char* issuer = "https://oauth.platform.intuit.com/op/v1";
constexpr int key_bits = 2048;
constexpr std::chrono::hours life{1};

using PrivateKey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

std::string number(const EVP_PKEY* key, const char* name)
{
    BIGNUM* value = nullptr;
    EVP_PKEY_get_bn_param(key, name, &value);
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(value)), '\0');
    BN_bn2bin(value, reinterpret_cast<unsigned char*>(bytes.data()));
    BN_free(value);
    return crypto::base64url(bytes);
}

std::string signature(EVP_PKEY* key, const std::string& text)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free);
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t length = 0;
    const bool is_ready =
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
        EVP_DigestSign(context.get(), nullptr, &length, bytes, text.size()) == 1;
    std::string signed_text(length, '\0');
    auto* target = reinterpret_cast<unsigned char*>(signed_text.data());
    if (!is_ready || EVP_DigestSign(context.get(), target, &length, bytes, text.size()) != 1) {
        throw std::runtime_error("an id token cannot be signed");
    }
    signed_text.resize(length);
    return signed_text;
}

} // namespace

struct IdTokenSigner::Key {
    PrivateKey pair{EVP_RSA_gen(static_cast<unsigned>(key_bits)), EVP_PKEY_free};
    std::string id = crypto::random_uuid();
};

IdTokenSigner::IdTokenSigner() = default;
IdTokenSigner::~IdTokenSigner() = default;
IdTokenSigner::IdTokenSigner(IdTokenSigner&&) noexcept = default;
IdTokenSigner& IdTokenSigner::operator=(IdTokenSigner&&) noexcept = default;

IdTokenSigner::Key& IdTokenSigner::key() const
{
    if (key_ == nullptr) {
        key_ = std::make_unique<Key>();
    }
    return *key_;
}

std::string IdTokenSigner::sign(const std::string& client_id,
                                const std::string& realm,
                                billbridge::Time now) const
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
    const Json header = Json::Object{{"kid", key().id}, {"typ", "JWT"}, {"alg", "RS256"}};
    Json claims = Json::Object{{"sub", person}, {"aud", Json::Array{client_id}}};
    if (!realm.empty()) {
        claims.set("realmid", realm);
    }
    claims.set("auth_time", std::int64_t{seconds}).set("iss", issuer);
    claims.set("exp", std::int64_t{seconds + std::chrono::seconds(life).count()});
    claims.set("iat", std::int64_t{seconds});
    const std::string text =
        crypto::base64url(header.dump()) + "." + crypto::base64url(claims.dump());
    return text + "." + crypto::base64url(signature(key().pair.get(), text));
}

Json IdTokenSigner::keys() const
{
    const EVP_PKEY* pair = key().pair.get();
    const Json jwk = Json::Object{{"kty", "RSA"},
                                  {"use", "sig"},
                                  {"alg", "RS256"},
                                  {"kid", key().id},
                                  {"n", number(pair, OSSL_PKEY_PARAM_RSA_N)},
                                  {"e", number(pair, OSSL_PKEY_PARAM_RSA_E)}};
    return Json::Object{{"keys", Json::Array{jwk}}};
}

} // namespace emulator::quickbooks
