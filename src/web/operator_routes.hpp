#pragma once

#include "core/store.hpp"
#include "web/router.hpp"

namespace billbridge::web {

/// `/healthz` (the process runs) and `/readyz` (the store answers: send traffic here).
class OperatorRoutes {
public:
    explicit OperatorRoutes(Store& store);
    void add_to(Router& router);

private:
    boost::asio::awaitable<net::Response> healthy(net::Request, PathValues);
    boost::asio::awaitable<net::Response> ready(net::Request, PathValues);

    Store& store_;
};

} // namespace billbridge::web
