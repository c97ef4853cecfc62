#include "emulator/pipedrive/oauth/authority.hpp"

#include "crypto/crypto.hpp"
#include "emulator/pipedrive/api/query.hpp"

namespace emulator::pipedrive {

namespace crypto = billbridge::crypto;

namespace {
constexpr std::chrono::minutes code_life{5};
constexpr std::chrono::days refresh_token_life{60};
} // namespace

Authority::Authority(RecordId company_id, std::string scopes)
    : company_id_(company_id), scopes_(std::move(scopes))
{
}

std::string Authority::issue_code(RecordId user_id, std::string redirect_uri, Time now)
{
    std::string code = crypto::hex(crypto::random_bytes(20));
    codes_[code] = {
        .user_id = user_id, .redirect_uri = std::move(redirect_uri), .expires = now + code_life};
    return code;
}

std::string Authority::issue_access_token(RecordId user_id, Time now)
{
    // Real ones are long and have grown; nothing may be built on their length.
    constexpr std::size_t length = 180;
    std::string token = "v1u:" + crypto::base64url(crypto::random_bytes(length)) + ":" +
                        crypto::hex(crypto::random_bytes(16));
    access_tokens_[token] = {.user_id = user_id, .expires = now + access_token_life};
    return token;
}

Authority::TokenAnswer
Authority::exchange(std::string_view code, std::string_view redirect_uri, Time now)
{
    const auto it = codes_.find(code);
    if (it == codes_.end()) {
        return std::unexpected("Invalid grant: authorization code is invalid");
    }
    Code& entry = it->second;
    if (entry.used) {
        return std::unexpected("Invalid grant: authorization code has already been exchanged");
    }
    if (now >= entry.expires) {
        return std::unexpected("Invalid grant: authorization code has expired");
    }
    if (entry.redirect_uri != redirect_uri) {
        return std::unexpected("Invalid grant: redirect_uri differs from the authorization");
    }
    entry.used = true;
    std::string refresh_token = std::to_string(company_id_) + ":" + std::to_string(entry.user_id) +
                                ":" + crypto::hex(crypto::random_bytes(20));
    refresh_tokens_[refresh_token] = {.user_id = entry.user_id,
                                      .expires = now + refresh_token_life};
    callbacks_[entry.user_id] = entry.redirect_uri;
    return Tokens{.access_token = issue_access_token(entry.user_id, now),
                  .refresh_token = std::move(refresh_token)};
}

Authority::TokenAnswer Authority::refresh(std::string_view refresh_token, Time now)
{
    const auto it = refresh_tokens_.find(refresh_token);
    if (it == refresh_tokens_.end() || now >= it->second.expires) {
        return std::unexpected("Invalid grant: refresh_token is invalid");
    }
    it->second.expires = now + refresh_token_life;
    return Tokens{.access_token = issue_access_token(it->second.user_id, now),
                  .refresh_token = it->first};
}

void Authority::revoke(std::string_view token)
{
    if (const auto access = access_tokens_.find(token); access != access_tokens_.end()) {
        access_tokens_.erase(access);
    }
    if (const auto refresh = refresh_tokens_.find(token); refresh != refresh_tokens_.end()) {
        uninstall(refresh->second.user_id);
    }
}

std::optional<Authority::Session> Authority::session(std::string_view access_token, Time now) const
{
    const auto it = access_tokens_.find(access_token);
    if (it == access_tokens_.end() || now >= it->second.expires) {
        return std::nullopt;
    }
    Session session{.user_id = it->second.user_id, .scopes = {}};
    for (std::string& scope : split_list(scopes_)) {
        session.scopes.insert(std::move(scope));
    }
    return session;
}

bool Authority::is_installed(RecordId user_id) const
{
    return callbacks_.contains(user_id);
}

std::string Authority::callback_url(RecordId user_id) const
{
    const auto it = callbacks_.find(user_id);
    return it == callbacks_.end() ? "" : it->second;
}

void Authority::uninstall(RecordId user_id)
{
    callbacks_.erase(user_id);
    std::erase_if(access_tokens_,
                  [&](const auto& entry) { return entry.second.user_id == user_id; });
    std::erase_if(refresh_tokens_,
                  [&](const auto& entry) { return entry.second.user_id == user_id; });
    std::erase_if(codes_, [&](const auto& entry) { return entry.second.user_id == user_id; });
}

} // namespace emulator::pipedrive
