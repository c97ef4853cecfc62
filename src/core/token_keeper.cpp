#include "core/token_keeper.hpp"

#include "core/store_value.hpp"

namespace billbridge {

/// The tokens of one grant, by way of the keeper.
class KeptTokens : public AccessTokens {
public:
    KeptTokens(TokenKeeper& keeper, TokenKeeper::Grant grant)
        : keeper_(keeper), grant_(std::move(grant))
    {
    }

    Task<Secret> token() override { return keeper_.token(grant_, nullptr); }

    Task<Secret> renewed(Secret rejected) override
    {
        co_return co_await keeper_.token(grant_, &rejected);
    }

private:
    TokenKeeper& keeper_;
    TokenKeeper::Grant grant_;
};

TokenKeeper::TokenKeeper(
    Store& store, Clock& clock, Authorizer& crm, Authorizer& books, Log& log, std::string owner)
    : store_(store), clock_(clock), crm_(crm), books_(books), log_(log), owner_(std::move(owner))
{
}

std::shared_ptr<AccessTokens> TokenKeeper::of_installation(CompanyId company, UserId user)
{
    Grant grant;
    grant.id = {company, user};
    grant.name = "installation " + to_string(company) + "/" + to_string(user);
    grant.lost_message = "error.reinstall_app";
    grant.authorizer = &crm_;
    grant.load = [company, user](Transaction& tx) -> std::optional<Access> {
        const auto installation = tx.installation(company, user);
        return installation ? std::optional(installation->access) : std::nullopt;
    };
    grant.save = [company, user](Transaction& tx, const Access& access, const std::string& base) {
        if (auto installation = tx.installation(company, user)) {
            installation->access = access;
            if (!base.empty()) {
                installation->api_base = base; // a company can rename its domain
            }
            tx.save(*installation);
        }
    };
    return std::make_shared<KeptTokens>(*this, std::move(grant));
}

std::shared_ptr<AccessTokens> TokenKeeper::of_connection(CompanyId company)
{
    Grant grant;
    grant.id = {company, std::nullopt};
    grant.name = "connection " + to_string(company);
    grant.lost_message = "error.reconnect_books";
    grant.authorizer = &books_;
    grant.load = [company](Transaction& tx) -> std::optional<Access> {
        const auto connection = tx.connection(company);
        return connection ? std::optional(connection->access) : std::nullopt;
    };
    grant.save = [company](Transaction& tx, const Access& access, const std::string&) {
        if (auto connection = tx.connection(company)) {
            connection->access = access;
            tx.save(*connection);
        }
    };
    return std::make_shared<KeptTokens>(*this, std::move(grant));
}

bool TokenKeeper::is_good(const Access& access, const Secret* rejected) const
{
    return clock_.now() + ahead < access.expires_at &&
           (rejected == nullptr || access.access_token != *rejected);
}

Result<Access> TokenKeeper::stored(const Grant& grant, Transaction& tx) const
{
    std::optional<Access> access = grant.load(tx);
    if (!access || access->state != AccessState::active) {
        return fail(unauthorized({grant.lost_message, {}}, grant.name + " is not active"));
    }
    return *std::move(access);
}

Task<Access> TokenKeeper::load(const Grant& grant)
{
    const auto body = [&](Transaction& tx) { return stored(grant, tx); };
    co_return co_await read_value(store_, body);
}

Task<Secret> TokenKeeper::token(const Grant& grant, const Secret* rejected)
{
    CO_TRY(Access access, co_await load(grant));
    if (is_good(access, rejected)) {
        co_return access.access_token;
    }
    const AsyncMutex::Guard guard = co_await refreshing_[grant.name].lock();
    while (true) {
        CO_TRY(Claim claimed, co_await claim(grant, rejected));
        if (is_good(claimed.access, rejected)) { // another has renewed it while we waited
            co_return claimed.access.access_token;
        }
        if (claimed.leased) {
            co_return co_await refresh(grant, std::move(claimed.access), rejected);
        }
        co_await clock_.sleep_until(clock_.now() + look_every);
    }
}

Task<TokenKeeper::Claim> TokenKeeper::claim(const Grant& grant, const Secret* rejected)
{
    const Time now = clock_.now();
    const auto body = [&, now](Transaction& tx) -> Result<Claim> {
        Claim claim;
        TRY(claim.access, stored(grant, tx));
        claim.leased = !is_good(claim.access, rejected) &&
                       tx.lease_renewal(grant.id, now, owner_, now + lease);
        return claim;
    };
    co_return co_await write_value(store_, body);
}

Task<Secret> TokenKeeper::refresh(const Grant& grant, Access access, const Secret* rejected)
{
    Result<Tokens> answer = co_await grant.authorizer->refresh(access.refresh_token);
    if (!answer && answer.error().kind == ErrorKind::unauthorized) {
        CO_TRY(Access current, co_await load(grant));
        if (is_good(current, rejected)) {
            co_return current.access_token;
        }
        if (current.refresh_token != access.refresh_token) {
            access = std::move(current);
            answer = co_await grant.authorizer->refresh(access.refresh_token);
        }
    }
    CO_TRY(Access renewed, co_await store_answer(grant, access, std::move(answer)));
    co_return renewed.access_token;
}

/// Stores what the vendor answered to the refresh token of `used` and gives the lease back. Returns
/// what is stored then; fails where the grant is lost or the failure was a passing one.
Task<Access>
TokenKeeper::store_answer(const Grant& grant, const Access& used, Result<Tokens> answer)
{
    Access renewed = used;
    std::string api_base;
    if (answer) {
        renewed.access_token = answer->access;
        renewed.refresh_token = answer->refresh;
        renewed.expires_at = clock_.now() + answer->expires_in;
        api_base = answer->api_base;
    } else if (answer.error().kind == ErrorKind::unauthorized) {
        renewed.state = AccessState::lost;
        log_.warning("grant lost", {{"grant", grant.name}, {"cause", answer.error().cause}});
    }
    const bool is_passing = !answer && renewed.state == AccessState::active;
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        // Reconnected or disconnected while the vendor answered: the newer decision stands.
        const auto current = grant.load(tx);
        if (!is_passing && current && current->refresh_token == used.refresh_token) {
            grant.save(tx, renewed, api_base);
        }
        tx.release_renewal(grant.id, owner_);
        return {};
    };
    CO_TRY_DO(co_await store_.write(std::move(body)));
    if (is_passing) {
        co_return fail(std::move(answer).error());
    }
    co_return co_await load(grant);
}

} // namespace billbridge
