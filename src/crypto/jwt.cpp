#include "crypto/jwt.hpp"

#include "crypto/crypto.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace billbridge::crypto {

namespace {

/// A token is at most a few hundred bytes; nothing longer is worth decoding.
constexpr std::size_t token_max = 8192;
/// Where a token names its start but not its end (Pipedrive's `exp` is presumed, not documented).
constexpr std::int64_t seconds_without_exp = 300;
constexpr std::int64_t issued_max = std::numeric_limits<std::int64_t>::max() - seconds_without_exp;

Error refused(const char* why)
{
    return unauthorized({"error.session", {}}, std::string("token: ") + why);
}

struct Parts {
    std::string_view signed_text; ///< header.payload
    std::string_view header;
    std::string_view payload;
    std::string_view signature;
};

std::optional<Parts> split(std::string_view token)
{
    const auto first = token.find('.');
    const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos ||
        token.size() > token_max) {
        return std::nullopt;
    }
    return Parts{token.substr(0, second),
                 token.substr(0, first),
                 token.substr(first + 1, second - first - 1),
                 token.substr(second + 1)};
}

Result<Json> object_of(std::string_view part)
{
    const auto bytes = from_base64url(part);
    auto json = bytes ? Json::parse(*bytes) : Result<Json>(fail(bytes.error()));
    if (!json || json->if_object() == nullptr) {
        return fail(refused("a part is no JSON object"));
    }
    return json;
}

Result<std::int64_t> expiry(const Json& claims)
{
    const std::int64_t issued = claims["iat"].int_or(-1);
    const std::int64_t expires = claims["exp"].is_null() && issued >= 0 && issued <= issued_max
                                     ? issued + seconds_without_exp
                                     : claims["exp"].int_or(-1);
    if (expires < 0) {
        return fail(refused("without a usable exp"));
    }
    return expires;
}

} // namespace

Result<Json> verify_jwt(std::string_view token,
                        const std::vector<Secret>& keys,
                        Time now,
                        std::chrono::seconds leeway)
{
    const auto parts = split(token);
    if (!parts) {
        return fail(refused("not three parts"));
    }
    TRY(const Json header, object_of(parts->header));
    if (header["alg"].string_or() != "HS256") {
        return fail(refused("another algorithm than HS256"));
    }
    // A key that was left empty must not turn into one that everybody knows.
    const bool authentic = std::ranges::any_of(keys, [&](const Secret& key) {
        return !key.empty() &&
               equal(parts->signature, base64url(hmac_sha256(key.reveal(), parts->signed_text)));
    });
    if (!authentic) {
        return fail(refused("bad signature"));
    }
    TRY(Json claims, object_of(parts->payload));
    TRY(const std::int64_t expires, expiry(claims));
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch();
    if (seconds.count() >= expires && seconds.count() - expires >= leeway.count()) {
        return fail(refused("expired"));
    }
    return claims;
}

std::string sign_jwt(const Json& claims, const Secret& key)
{
    const std::string text =
        base64url(R"({"alg":"HS256","typ":"JWT"})") + "." + base64url(claims.dump());
    return text + "." + base64url(hmac_sha256(key.reveal(), text));
}

} // namespace billbridge::crypto
