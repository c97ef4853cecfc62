#include "web/session.hpp"

#include "core/store_value.hpp"
#include "crypto/jwt.hpp"

namespace billbridge::web {

namespace {

constexpr std::string_view bearer = "Bearer ";

Error no_session(std::string cause)
{
    return unauthorized({"error.session", {}}, std::move(cause));
}

/// Pipedrive's claims are `userId` and `companyId`, numbers (facts 2.8).
Result<Caller> caller_of(const Json& claims)
{
    const Caller caller{CompanyId(claims["companyId"].int_or(0)),
                        UserId(claims["userId"].int_or(0))};
    if (caller.company.value() <= 0 || caller.user.value() <= 0) {
        return fail(no_session("token without companyId and userId"));
    }
    return caller;
}

} // namespace

Sessions::Sessions(std::vector<Secret> jwt_keys, Store& store, Clock& clock, Seen seen)
    : jwt_keys_(std::move(jwt_keys)), store_(store), clock_(clock), seen_(std::move(seen))
{
}

Task<Session> Sessions::of_request(const net::Request& request)
{
    const std::string_view header = request.headers.get("Authorization");
    if (!header.starts_with(bearer)) {
        co_return fail(no_session("no bearer token"));
    }
    co_return co_await of_token(std::string(header.substr(bearer.size())));
}

Task<Session> Sessions::of_token(std::string token)
{
    auto claims = crypto::verify_jwt(token, jwt_keys_, clock_.now());
    if (!claims) {
        co_return fail(no_session(claims.error().cause));
    }
    CO_TRY(const Caller caller, caller_of(*claims));
    const auto body = [caller](Transaction& tx) { return require_installation(tx, caller); };
    CO_TRY(Installation installation, co_await read_value(store_, body));
    seen_(caller);
    co_return Session{caller, text::language_of(installation.user.language)};
}

} // namespace billbridge::web
