#pragma once

#include "core/gateways.hpp"
#include "web/api.hpp"

namespace billbridge::web {

/// `/api/v1/payers`: the books' customers, and whom the CRM's contacts are linked to.
class CustomerRoutes {
public:
    CustomerRoutes(Gateways& gateways, Store& store) : gateways_(gateways), store_(store) {}

    void add_to(Api& api);

private:
    Task<Answer> find(Call call);
    Task<Answer> get(Call call);
    Task<Answer> match(Call call);
    Task<Answer> unlink(Call call);

    Gateways& gateways_;
    Store& store_;
};

} // namespace billbridge::web
