#pragma once

#include "config.hpp"
#include "core/gateways.hpp"
#include "core/token_keeper.hpp"
#include "net/http_client.hpp"

#include <memory>

namespace billbridge::server {

/// Pipedrive's and Intuit's authorization servers as configured.
std::unique_ptr<Authorizer> make_crm_authorizer(const Config& config, net::HttpClient& http);
std::unique_ptr<Authorizer> make_books_authorizer(const Config& config, net::HttpClient& http);

/// Opens Pipedrive and QuickBooks for the use cases, with tokens that the keeper renews.
class VendorGateways : public Gateways {
public:
    VendorGateways(const Config& config, net::HttpClient& http, TokenKeeper& tokens, Log& log);

    std::shared_ptr<Crm> crm(const Installation& installation) override;
    std::shared_ptr<Books> books(const Connection& connection) override;
    std::shared_ptr<Crm> crm(const Tokens& fresh) override;
    std::shared_ptr<Books> books(const BooksId& id, const Tokens& fresh) override;

private:
    std::shared_ptr<Crm> open_crm(const std::string& api_base,
                                  std::shared_ptr<AccessTokens> tokens);
    std::shared_ptr<Books> open_books(BooksCompany company, std::shared_ptr<AccessTokens> tokens);

    const Config& config_;
    net::HttpClient& http_;
    TokenKeeper& tokens_;
    Log& log_;
};

} // namespace billbridge::server
