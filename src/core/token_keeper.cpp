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

TokenKeeper::TokenKeeper(Store& store, Clock& clock, Authorizer& crm, Authorizer& books, Log& log)
    : store_(store), clock_(clock), crm_(crm), books_(books), log_(log)
{
}

std::shared_ptr<AccessTokens> TokenKeeper::of_installation(CompanyId company, UserId user)
{
    Grant grant;
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

Task<Access> TokenKeeper::load(const Grant& grant)
{
    const auto body = [&grant](Transaction& tx) -> Result<std::optional<Access>> {
        return grant.load(tx);
    };
    CO_TRY(std::optional<Access> access, co_await read_value(store_, body));
    if (!access || access->state != AccessState::active) {
        Message message{grant.lost_message, {}};
        co_return fail(unauthorized(std::move(message), grant.name + " is not active"));
    }
    co_return *std::move(access);
}

Task<Secret> TokenKeeper::token(const Grant& grant, const Secret* rejected)
{
    CO_TRY(Access access, co_await load(grant));
    if (is_good(access, rejected)) {
        co_return access.access_token;
    }
    const AsyncMutex::Guard guard = co_await refreshing_[grant.name].lock();
    CO_TRY(Access current, co_await load(grant)); // while we waited, another may have renewed it
    if (is_good(current, rejected)) {
        co_return current.access_token;
    }
    co_return co_await refresh(grant, current);
}

Task<Secret> TokenKeeper::refresh(const Grant& grant, const Access& access)
{
    auto tokens = co_await grant.authorizer->refresh(access.refresh_token);
    Access renewed = access;
    std::string api_base;
    if (tokens) {
        renewed.access_token = tokens->access;
        renewed.refresh_token = tokens->refresh;
        renewed.expires_at = clock_.now() + tokens->expires_in;
        api_base = tokens->api_base;
    } else if (tokens.error().kind == ErrorKind::unauthorized) {
        renewed.state = AccessState::lost;
        log_.warning("grant lost", {{"grant", grant.name}, {"cause", tokens.error().cause}});
    } else {
        co_return fail(std::move(tokens).error());
    }
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        // Reconnected or disconnected while the vendor answered: the newer decision stands.
        const auto stored = grant.load(tx);
        if (stored && stored->refresh_token == access.refresh_token) {
            grant.save(tx, renewed, api_base);
        }
        return {};
    };
    CO_TRY_DO(co_await store_.write(std::move(body)));
    CO_TRY(Access stored, co_await load(grant));
    co_return stored.access_token;
}

} // namespace billbridge
