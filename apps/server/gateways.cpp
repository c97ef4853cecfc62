#include "gateways.hpp"

#include "pipedrive/oauth.hpp"
#include "pipedrive/provider.hpp"
#include "quickbooks/oauth.hpp"
#include "quickbooks/provider.hpp"

namespace billbridge::server {

namespace {

/// Tokens that came a moment ago and are not stored yet: nothing to renew them with.
class FreshTokens : public AccessTokens {
public:
    FreshTokens(Secret access, std::string lost_message)
        : access_(std::move(access)), lost_message_(std::move(lost_message))
    {
    }

    Task<Secret> token() override { co_return access_; }

    Task<Secret> renewed(Secret) override
    {
        Message message{lost_message_, {}};
        co_return fail(unauthorized(std::move(message), "a fresh token was rejected"));
    }

private:
    Secret access_;
    std::string lost_message_;
};

} // namespace

std::unique_ptr<Authorizer> make_crm_authorizer(const Config& config, net::HttpClient& http)
{
    return pipedrive::make_authorizer(http,
                                      {config.pipedrive.oauth_url,
                                       config.pipedrive.client_id,
                                       config.pipedrive.client_secret,
                                       config.server.public_url + "/pipedrive/callback"});
}

std::unique_ptr<Authorizer> make_books_authorizer(const Config& config, net::HttpClient& http)
{
    return quickbooks::make_authorizer(http,
                                       {config.quickbooks.discovery_url,
                                        config.quickbooks.client_id,
                                        config.quickbooks.client_secret,
                                        config.server.public_url + "/quickbooks/callback"});
}

VendorGateways::VendorGateways(const Config& config,
                               net::HttpClient& http,
                               TokenKeeper& tokens,
                               Log& log)
    : config_(config), http_(http), tokens_(tokens), log_(log)
{
}

std::shared_ptr<Crm> VendorGateways::open_crm(const std::string& api_base,
                                              std::shared_ptr<AccessTokens> tokens)
{
    return std::make_shared<pipedrive::Provider>(
        pipedrive::Client(http_, log_, api_base, std::move(tokens)));
}

std::shared_ptr<Books> VendorGateways::open_books(BooksCompany company,
                                                  std::shared_ptr<AccessTokens> tokens)
{
    quickbooks::Client client(
        http_, log_, config_.quickbooks.api_url, company.id, std::move(tokens));
    return std::make_shared<quickbooks::Provider>(
        std::move(client), std::move(company), config_.quickbooks.app_url);
}

std::shared_ptr<Crm> VendorGateways::crm(const Installation& installation)
{
    return open_crm(installation.api_base,
                    tokens_.of_installation(installation.user.company, installation.user.user));
}

std::shared_ptr<Books> VendorGateways::books(const Connection& connection)
{
    return open_books(connection.books, tokens_.of_connection(connection.company));
}

std::shared_ptr<Crm> VendorGateways::crm(const Tokens& fresh)
{
    return open_crm(fresh.api_base,
                    std::make_shared<FreshTokens>(fresh.access, "error.reinstall_app"));
}

std::shared_ptr<Books> VendorGateways::books(const BooksId& id, const Tokens& fresh)
{
    BooksCompany company;
    company.id = id;
    return open_books(std::move(company),
                      std::make_shared<FreshTokens>(fresh.access, "error.reconnect_books"));
}

} // namespace billbridge::server
