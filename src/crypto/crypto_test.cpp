#include "crypto/crypto.hpp"
#include "crypto/rsa_key.hpp"

#include "crypto/jwt.hpp"
#include "crypto/sealer.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace billbridge;
using namespace billbridge::crypto;

namespace {

const Time noon = std::chrono::sys_days(std::chrono::year(2026) / 11 / 20) + std::chrono::hours(12);
const std::int64_t noon_seconds =
    std::chrono::duration_cast<std::chrono::seconds>(noon.time_since_epoch()).count();

Json claims(std::int64_t expires)
{
    Json json;
    json.set("companyId", 4711).set("userId", 815).set("exp", expires);
    return json;
}

/// A token with this header and payload, signed properly with `key`.
std::string token(std::string_view header, std::string_view payload, const char* key)
{
    const std::string text = base64url(header) + "." + base64url(payload);
    return text + "." + base64url(hmac_sha256(key, text));
}

bool accepted(const std::string& text)
{
    return verify_jwt(text, {Secret("new"), Secret("old")}, noon).has_value();
}

Sealer sealer(char fill = 'k')
{
    return *Sealer::open(Secret(std::string(Sealer::key_bytes, fill)));
}

} // namespace

TEST_CASE("digests agree with published vectors")
{
    CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    // RFC 4231, test case 2
    CHECK(hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST_CASE("base64 follows RFC 4648 in both alphabets and decodes nothing else")
{
    CHECK(base64("foobar") == "Zm9vYmFy");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64url("\xfb\xff") == "-_8");
    CHECK(*from_base64("Zm8=") == "fo");
    CHECK(*from_base64url("-_8") == "\xfb\xff");
    CHECK(from_base64("")->empty());
    for (const char* text : {"Zm8", "Zm9=", "Zm8=\n", "Zm 8", "====", "Zm8$"}) {
        CAPTURE(text);
        CHECK_FALSE(from_base64(text).has_value());
    }
    CHECK_FALSE(from_base64url("Zm8=").has_value());
    CHECK_FALSE(from_base64url("+/8").has_value());
}

TEST_CASE("identifiers are random UUIDs")
{
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const std::string uuid = random_uuid();
        REQUIRE(uuid.size() == 36);
        CHECK(uuid[14] == '4');
        seen.insert(uuid);
    }
    CHECK(seen.size() == 100);
}

TEST_CASE("comparison looks at length and content")
{
    CHECK(equal("abc", "abc"));
    CHECK_FALSE(equal("abc", "abd"));
    CHECK_FALSE(equal("abc", "abcd"));
    CHECK(equal("", ""));
}

TEST_CASE("a sealed secret opens with its key and identity only")
{
    const std::string sealed = sealer().seal(Secret("refresh-token"), "connections/4711");

    CHECK(sealer().unseal(sealed, "connections/4711")->reveal() == "refresh-token");
    CHECK(sealed.find("refresh-token") == std::string::npos);
    CHECK(sealer().seal(Secret("refresh-token"), "connections/4711") != sealed);
    CHECK_FALSE(sealer().unseal(sealed, "connections/4712").has_value());
    CHECK_FALSE(sealer('x').unseal(sealed, "connections/4711").has_value());
    CHECK(sealer().unseal(sealer().seal(Secret(""), "a"), "a")->empty());
}

TEST_CASE("any altered byte and any truncation of a sealed secret is noticed")
{
    const std::string sealed = sealer().seal(Secret("secret"), "id");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string altered = sealed;
        altered[i] = static_cast<char>(altered[i] ^ 1);
        CAPTURE(i);
        CHECK_FALSE(sealer().unseal(altered, "id").has_value());
        CHECK_FALSE(sealer().unseal(sealed.substr(0, i), "id").has_value());
    }
}

TEST_CASE("a key of another length is refused")
{
    CHECK_FALSE(Sealer::open(Secret(std::string(31, 'k'))).has_value());
}

TEST_CASE("a token signed with either key is accepted until it expires, with leeway")
{
    CHECK(accepted(sign_jwt(claims(noon_seconds + 60), Secret("new"))));
    CHECK(accepted(sign_jwt(claims(noon_seconds + 60), Secret("old"))));
    CHECK(accepted(sign_jwt(claims(noon_seconds - 29), Secret("new"))));
    CHECK_FALSE(accepted(sign_jwt(claims(noon_seconds - 30), Secret("new"))));
    CHECK_FALSE(accepted(sign_jwt(claims(noon_seconds + 60), Secret("other"))));
}

TEST_CASE("without exp a token lives five minutes from iat, without both it is refused")
{
    const char* header = R"({"alg":"HS256"})";
    const auto issued = [&](std::int64_t at) {
        return token(header, R"({"iat":)" + std::to_string(at) + "}", "new");
    };

    CHECK(accepted(issued(noon_seconds - 299)));
    CHECK_FALSE(accepted(issued(noon_seconds - 331)));
    CHECK_FALSE(accepted(token(header, R"({"companyId":1})", "new")));
    CHECK_FALSE(accepted(token(header, R"({"iat":1,"exp":"soon"})", "new")));
}

TEST_CASE("the algorithm is fixed whatever the token says")
{
    const std::string payload = claims(noon_seconds + 60).dump();
    for (const char* header : {R"({"alg":"none"})",
                               R"({"alg":"HS384"})",
                               R"({"alg":"RS256"})",
                               R"({"alg":"hs256"})",
                               R"({})",
                               R"([])",
                               "x"}) {
        CAPTURE(header);
        CHECK_FALSE(accepted(token(header, payload, "new")));
    }
    const std::string unsigned_text =
        base64url(R"({"alg":"none"})") + "." + base64url(payload) + ".";
    CHECK_FALSE(accepted(unsigned_text));
}

TEST_CASE("an empty key opens nothing")
{
    const std::string forged = sign_jwt(claims(noon_seconds + 60), Secret());

    CHECK_FALSE(verify_jwt(forged, {Secret("new"), Secret()}, noon).has_value());
    CHECK_FALSE(verify_jwt(forged, {}, noon).has_value());
}

TEST_CASE("times beyond all reason are refused, not computed with")
{
    const char* header = R"({"alg":"HS256"})";

    CHECK_FALSE(accepted(token(header, R"({"iat":9223372036854775807})", "new")));
    CHECK_FALSE(accepted(token(header, R"({"exp":99999999999999999999})", "new")));
    CHECK_FALSE(accepted(token(header, R"({"exp":-1})", "new")));
}

TEST_CASE("what is not a token is refused")
{
    const std::string good = sign_jwt(claims(noon_seconds + 60), Secret("new"));
    for (const std::string& text : {std::string(),
                                    std::string("a.b"),
                                    std::string("a.b.c"),
                                    good + ".x",
                                    "x" + good,
                                    good.substr(1),
                                    std::string(10'000, 'a') + good}) {
        CAPTURE(text);
        CHECK_FALSE(accepted(text));
    }
    CHECK_FALSE(accepted(token(R"({"alg":"HS256"})", "[1]", "new")));
}

TEST_CASE("an RSA key signs with 2048 bits, differently for each text and each key")
{
    const RsaKey key;
    const RsaKey other;

    CHECK(key.sign("a").size() == 256);
    CHECK(key.sign("a") == key.sign("a"));
    CHECK(key.sign("a") != key.sign("b"));
    CHECK(key.sign("a") != other.sign("a"));
    CHECK(key.modulus().size() == 256);
    CHECK(key.exponent() == std::string("\x01\x00\x01", 3));
}
