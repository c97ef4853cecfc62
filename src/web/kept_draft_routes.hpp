#pragma once

#include "core/kept_drafts.hpp"
#include "web/api.hpp"

namespace billbridge::web {

/// `/api/v1/deals/{deal}/draft`: what a person typed into the dialog, kept. Reading it is part of
/// the draft.
class KeptDraftRoutes {
public:
    KeptDraftRoutes(Store& store, Clock& clock) : store_(store), clock_(clock) {}

    void add_to(Api& api);

private:
    Task<Answer> keep(Call call);
    Task<Answer> forget(Call call);

    Store& store_;
    Clock& clock_;
};

} // namespace billbridge::web
