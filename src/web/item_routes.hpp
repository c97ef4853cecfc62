#pragma once

#include "core/gateways.hpp"
#include "web/api.hpp"

namespace billbridge::web {

/// `/api/v1/items`: what the books sell.
class ItemRoutes {
public:
    ItemRoutes(Gateways& gateways, Store& store, Clock& clock)
        : gateways_(gateways), store_(store), clock_(clock)
    {
    }

    void add_to(Api& api);

private:
    Task<Answer> find(Call call);
    Task<Answer> create(Call call);

    Gateways& gateways_;
    Store& store_;
    Clock& clock_;
};

} // namespace billbridge::web
