#include "web/signed_text.hpp"

#include "crypto/crypto.hpp"

namespace billbridge::web {

namespace {

Error refused(std::string cause)
{
    return unauthorized({"error.connect_link", {}}, std::move(cause));
}

std::string signature(const Secret& key, std::string_view purpose, std::string_view payload)
{
    std::string message(purpose);
    message += '\n';
    message += payload;
    return crypto::base64url(crypto::hmac_sha256(key.reveal(), message));
}

} // namespace

Signer::Signer(Secret key) : key_(std::move(key)) {}

std::string Signer::sign(std::string_view purpose, Json claims, Time expires_at) const
{
    claims.set("exp", static_cast<std::int64_t>(expires_at.time_since_epoch().count()));
    const std::string payload = crypto::base64url(claims.dump());
    return payload + "." + signature(key_, purpose, payload);
}

Result<Json> Signer::verify(std::string_view purpose, std::string_view text, Time now) const
{
    const auto dot = text.find('.');
    if (dot == std::string_view::npos) {
        return fail(refused("signed text without signature"));
    }
    const std::string_view payload = text.substr(0, dot);
    if (!crypto::equal(text.substr(dot + 1), signature(key_, purpose, payload))) {
        return fail(refused("signed text: bad signature"));
    }
    TRY(const std::string bytes, crypto::from_base64url(payload));
    TRY(Json claims, Json::parse(bytes));
    if (claims["exp"].int_or(0) <= now.time_since_epoch().count()) {
        return fail(refused("signed text: expired"));
    }
    return claims;
}

} // namespace billbridge::web
