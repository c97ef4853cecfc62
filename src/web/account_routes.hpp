#pragma once

#include "core/gateways.hpp"
#include "web/api.hpp"
#include "web/signed_text.hpp"

namespace billbridge::web {

/// `/api/v1`: who am I, who else is here, the connection to the books and whose it is.
class AccountRoutes {
public:
    /// How long a connect link may be used: long enough to press it.
    static constexpr std::chrono::minutes connect_link_life{5};

    AccountRoutes(Gateways& gateways,
                  Authorizer& books_authorizer,
                  Store& store,
                  Clock& clock,
                  const Signer& signer,
                  std::string public_url,
                  Log& log);

    void add_to(Api& api);

private:
    Task<Answer> session(Call call);
    Task<Answer> connect_link(Call call);
    Task<Answer> disconnect(Call call);
    Task<Answer> hand_over(Call call);
    Task<Answer> take_over(Call call);
    Task<Answer> users(Call call);

    Gateways& gateways_;
    Authorizer& books_authorizer_;
    Store& store_;
    Clock& clock_;
    const Signer& signer_;
    std::string public_url_;
    Log& log_;
};

} // namespace billbridge::web
