#pragma once

#include "core/connect.hpp"
#include "web/grant_flow.hpp"
#include "web/router.hpp"

#include <map>

namespace billbridge::web {

/// `/quickbooks/...`: connecting the books, and the pages that Intuit sends people to.
class ConnectRoutes {
public:
    ConnectRoutes(Authorizer& books,
                  Gateways& gateways,
                  Store& store,
                  Clock& clock,
                  const Signer& signer,
                  const GrantFlow& flow,
                  const text::Catalogue& catalogue,
                  Log& log);

    void add_to(Router& router);

private:
    boost::asio::awaitable<net::Response> start(net::Request request, PathValues);
    boost::asio::awaitable<net::Response> callback(net::Request request, PathValues);
    boost::asio::awaitable<net::Response> plain_page(net::Request request, std::string name);
    boost::asio::awaitable<net::Response> done(net::Request request, PathValues);
    Result<Json> use_ticket(std::string_view ticket);
    boost::asio::awaitable<net::Response> connected(net::Request request, Connection connection);

    Authorizer& books_;
    Gateways& gateways_;
    Store& store_;
    Clock& clock_;
    const Signer& signer_;
    const GrantFlow& flow_;
    const text::Catalogue& catalogue_;
    Log& log_;
    std::map<std::string, Time> used_tickets_; ///< nonce to when it may be forgotten
};

} // namespace billbridge::web
