#pragma once

#include "core/install.hpp"
#include "web/grant_flow.hpp"
#include "web/router.hpp"

namespace billbridge::web {

/// `/pipedrive/...`: installing and uninstalling the app.
class InstallRoutes {
public:
    struct Options {
        std::string client_id; ///< also the name and password of the uninstall callback
        Secret client_secret;
    };

    InstallRoutes(Authorizer& crm,
                  Authorizer& books,
                  Gateways& gateways,
                  Store& store,
                  Clock& clock,
                  const GrantFlow& flow,
                  Options options,
                  Log& log);

    void add_to(Router& router);

private:
    boost::asio::awaitable<net::Response> start(net::Request request, PathValues);
    boost::asio::awaitable<net::Response> callback(net::Request request, PathValues);
    boost::asio::awaitable<net::Response> uninstalled(net::Request request, PathValues);
    bool is_pipedrive(const net::Request& request) const;

    Authorizer& crm_;
    Authorizer& books_;
    Gateways& gateways_;
    Store& store_;
    Clock& clock_;
    const GrantFlow& flow_;
    Options options_;
    Log& log_;
};

} // namespace billbridge::web
