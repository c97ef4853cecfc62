#pragma once

#include "core/books_lists.hpp"
#include "web/api.hpp"

namespace billbridge::web {

/// `/api/v1/settings` and the deals to try them on.
class SettingsRoutes {
public:
    /// How many deals one search returns.
    static constexpr int deals_max = 20;
    /// The longest search text.
    static constexpr std::size_t search_max = 100;

    SettingsRoutes(Gateways& gateways, Store& store, Clock& clock, BooksListsCache& lists);

    void add_to(Api& api);

private:
    Task<Answer> load(Call call, const text::Catalogue& catalogue);
    Task<Answer> save(Call call);
    Task<Answer> preview(Call call);
    Task<Answer> deals(Call call);

    Gateways& gateways_;
    Store& store_;
    Clock& clock_;
    BooksListsCache& lists_;
};

} // namespace billbridge::web
