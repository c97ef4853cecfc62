#include "web/grant_flow.hpp"

#include "crypto/crypto.hpp"

namespace billbridge::web {

namespace {

constexpr std::string_view outcome_purpose = "outcome";

std::string cookie_name(const std::string& purpose)
{
    return "billbridge_" + purpose;
}

/// The value of one cookie of the request; empty where there is none.
std::string_view cookie(const net::Request& request, const std::string& name)
{
    std::string_view rest = request.headers.get("Cookie");
    while (!rest.empty()) {
        const auto end = std::min(rest.find(';'), rest.size());
        std::string_view pair = rest.substr(0, end);
        pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) {
            return pair.substr(name.size() + 1);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

Json message_json(const Message& message)
{
    Json args = Json::object();
    for (const auto& [name, value] : message.args) {
        args.set(name, value);
    }
    Json json;
    json.set("key", message.key).set("args", std::move(args));
    return json;
}

Message message_from(const Json& json)
{
    Message message{json["key"].string_or(), {}};
    if (const auto* args = json["args"].if_object()) {
        for (const auto& [name, value] : *args) {
            message.args[name] = value.string_or();
        }
    }
    return message;
}

} // namespace

GrantFlow::GrantFlow(const Signer& signer,
                     Clock& clock,
                     const text::Catalogue& catalogue,
                     bool secure_cookies,
                     Log& log)
    : signer_(signer), clock_(clock), catalogue_(catalogue), secure_cookies_(secure_cookies),
      log_(log)
{
}

GrantFlow::Started GrantFlow::start(const std::string& purpose, Json claims) const
{
    const std::string nonce = crypto::hex(crypto::random_bytes(16));
    claims.set("nonce", nonce);
    Started started;
    started.state = signer_.sign(purpose, std::move(claims), clock_.now() + state_life);
    const auto seconds = std::chrono::seconds(state_life).count();
    started.cookie = cookie_name(purpose) + "=" + nonce +
                     "; Path=/; Max-Age=" + std::to_string(seconds) + "; HttpOnly; SameSite=Lax" +
                     (secure_cookies_ ? "; Secure" : "");
    return started;
}

Result<Json> GrantFlow::finish(const std::string& purpose, const net::Request& callback) const
{
    TRY(Json claims, signer_.verify(purpose, callback.parameter("state"), clock_.now()));
    if (!crypto::equal(claims["nonce"].string_or(), cookie(callback, cookie_name(purpose)))) {
        return fail(unauthorized({"error.connect_link", {}}, "state of another browser"));
    }
    return claims;
}

net::Response GrantFlow::outcome(const Page& page, std::string_view language) const
{
    Json json;
    json.set("title", message_json(page.title)).set("text", message_json(page.text));
    json.set("request_id", page.request_id).set("language", language);
    return redirect("/done?outcome=" +
                    signer_.sign(outcome_purpose, std::move(json), clock_.now() + state_life));
}

net::Response
GrantFlow::failure(const Error& error, const net::Request& request, std::string_view language) const
{
    log_.warning("grant failed",
                 {{"request_id", request.id},
                  {"path", request.path},
                  {"kind", std::string(name(error.kind))},
                  {"cause", error.cause}});
    return outcome({{"page.failed", {}}, error.message, request.id}, language);
}

net::Response GrantFlow::show(const net::Request& request) const
{
    auto language = text::preferred_language(request.headers.get("Accept-Language"));
    const auto json = signer_.verify(outcome_purpose, request.parameter("outcome"), clock_.now());
    if (!json) {
        const Page stale{{"page.failed", {}}, json.error().message, {}};
        return page(stale, catalogue_, language, 400);
    }
    const std::string known = (*json)["language"].string_or();
    language = known.empty() ? language : text::language_of(known);
    const Page told{message_from((*json)["title"]),
                    message_from((*json)["text"]),
                    (*json)["request_id"].string_or()};
    return page(told, catalogue_, language);
}

} // namespace billbridge::web
