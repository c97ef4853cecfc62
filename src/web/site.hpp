#pragma once

#include "web/answer.hpp"
#include "web/router.hpp"

namespace billbridge::web {

/// The router as the server's handler: unknown addresses and wrong methods get a clear answer.
class Site {
public:
    Site(const Router& router, const text::Catalogue& catalogue);

    boost::asio::awaitable<net::Response> handle(net::Request request) const;

private:
    const Router& router_;
    const text::Catalogue& catalogue_;
};

} // namespace billbridge::web
