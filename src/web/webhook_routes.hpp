#pragma once

#include "core/hear_notices.hpp"
#include "text/catalogue.hpp"
#include "web/router.hpp"

namespace billbridge::web {

/// `POST /webhooks/quickbooks`: what the books tell of changes. Stored and answered at once; what
/// comes of it is the work of `jobs/sync` (the books wait 3 s, facts 8.6).
class WebhookRoutes {
public:
    /// Without `reader` no verifier is configured, and every notice is refused with 503.
    WebhookRoutes(NoticeReader reader,
                  Store& store,
                  Clock& clock,
                  const text::Catalogue& catalogue,
                  Log& log);
    void add_to(Router& router);

private:
    boost::asio::awaitable<net::Response> hear(net::Request request, PathValues values);
    net::Response refused(const net::Request& request, const Error& error) const;

    NoticeReader reader_;
    Store& store_;
    Clock& clock_;
    const text::Catalogue& catalogue_;
    Log& log_;
};

} // namespace billbridge::web
