#pragma once

#include "core/templates.hpp"
#include "web/api.hpp"

namespace billbridge::web {

/// `/api/v1/templates`: what invoices can begin with.
class TemplateRoutes {
public:
    TemplateRoutes(BooksListsCache& lists, Store& store) : lists_(lists), store_(store) {}

    void add_to(Api& api);

private:
    Task<Answer> get(Call call);
    Task<Answer> put(Call call);

    BooksListsCache& lists_;
    Store& store_;
};

} // namespace billbridge::web
