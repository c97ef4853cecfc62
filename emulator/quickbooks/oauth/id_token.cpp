#include "emulator/quickbooks/oauth/id_token.hpp"

#include "crypto/crypto.hpp"
#include "crypto/rsa_key.hpp"

namespace emulator::quickbooks {

namespace crypto = billbridge::crypto;

namespace {

/// Clients check it letter for letter, so it names the vendor and not this machine.
constexpr const char* issuer = "https://oauth.platform.intuit.com/op/v1";
constexpr std::chrono::hours life{1};

} // namespace

struct IdTokenSigner::Key {
    crypto::RsaKey pair;
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
    return text + "." + crypto::base64url(key().pair.sign(text));
}

Json IdTokenSigner::keys() const
{
    const crypto::RsaKey& pair = key().pair;
    const Json jwk = Json::Object{{"kty", "RSA"},
                                  {"use", "sig"},
                                  {"alg", "RS256"},
                                  {"kid", key().id},
                                  {"n", crypto::base64url(pair.modulus())},
                                  {"e", crypto::base64url(pair.exponent())}};
    return Json::Object{{"keys", Json::Array{jwk}}};
}

} // namespace emulator::quickbooks
