#include "emulator/quickbooks/oauth/authority.hpp"

#include "crypto/crypto.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace crypto = billbridge::crypto;

namespace {

/// Real access tokens are encrypted JWTs of about this length.
constexpr std::size_t access_bytes = 640;

std::string random_text(std::string_view prefix, std::size_t bytes)
{
    return std::string(prefix) + crypto::base64url(crypto::random_bytes(bytes));
}

std::string new_refresh_token()
{
    return random_text("RT1-", 33);
}

std::chrono::seconds seconds_until(Time end, Time now)
{
    return std::chrono::floor<std::chrono::seconds>(end - now);
}

} // namespace

std::string Authority::issue_code(Consent consent, std::string redirect_uri, Time now)
{
    std::string code = random_text("XAB1", 32);
    codes_[code] = {std::move(consent), std::move(redirect_uri), now + code_life};
    return code;
}

Authority::Tokens Authority::issue(int grant_id, Time now)
{
    const Grant& grant = grants_.at(grant_id);
    std::string access = random_text("eyJlbmMi", access_bytes);
    access_tokens_[access] = {grant_id, now + access_life};
    return {.access = std::move(access),
            .refresh = grant.refresh_token,
            .refresh_expires_in = seconds_until(grant.refresh_end(), now),
            .hard_expires_in = seconds_until(grant.hard_end, now),
            .consent = grant.consent};
}

Authority::TokenAnswer
Authority::exchange(std::string_view code, std::string_view redirect_uri, Time now)
{
    const auto it = codes_.find(code);
    if (it == codes_.end()) {
        return std::unexpected("Invalid authorization code");
    }
    const Code used = std::move(it->second);
    codes_.erase(it);
    if (now >= used.expires || used.redirect_uri != redirect_uri) {
        return std::unexpected("Invalid authorization code");
    }
    const int id = next_grant_++;
    grants_[id] = {used.consent, new_refresh_token(), {}, now, now + grant_life};
    return issue(id, now);
}

Authority::TokenAnswer Authority::refresh(std::string_view refresh_token, Time now)
{
    if (access_tokens_.contains(refresh_token)) {
        return std::unexpected("Incorrect Token type or clientID");
    }
    const auto it = std::ranges::find_if(
        grants_, [&](const auto& entry) { return is_refresh_token(entry.second, refresh_token); });
    if (it == grants_.end() || now >= it->second.refresh_end()) {
        return std::unexpected("Token invalid");
    }
    Grant& grant = it->second;
    const bool is_old = now - grant.rotated >= rotation_age;
    if (rotation == Rotation::always || (rotation == Rotation::daily && is_old)) {
        grant.old_tokens.push_back(std::move(grant.refresh_token));
        grant.refresh_token = new_refresh_token();
        grant.rotated = now;
    }
    return issue(it->first, now);
}

bool Authority::is_refresh_token(const Grant& grant, std::string_view token) const
{
    const auto& old = grant.old_tokens;
    return grant.refresh_token == token ||
           (old_value == OldValue::works && std::ranges::find(old, token) != old.end());
}

bool Authority::revoke(std::string_view token)
{
    if (const auto access = access_tokens_.find(token); access != access_tokens_.end()) {
        end(access->second.grant);
        return true;
    }
    for (const auto& [id, grant] : grants_) {
        if (grant.refresh_token == token) {
            end(id);
            return true;
        }
    }
    return false;
}

std::optional<Authority::Consent> Authority::consent(std::string_view access_token, Time now) const
{
    const auto it = access_tokens_.find(access_token);
    if (it == access_tokens_.end() || now >= it->second.expires) {
        return std::nullopt;
    }
    return grants_.at(it->second.grant).consent;
}

void Authority::disconnect(std::string_view realm)
{
    std::vector<int> ended;
    for (const auto& [id, grant] : grants_) {
        if (grant.consent.realm == realm) {
            ended.push_back(id);
        }
    }
    for (const int id : ended) {
        end(id);
    }
}

bool Authority::is_connected(std::string_view realm) const
{
    return std::ranges::any_of(
        grants_, [&](const auto& entry) { return entry.second.consent.realm == realm; });
}

void Authority::end(int grant_id)
{
    std::erase_if(access_tokens_,
                  [&](const auto& entry) { return entry.second.grant == grant_id; });
    grants_.erase(grant_id);
}

} // namespace emulator::quickbooks
