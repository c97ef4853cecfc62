#pragma once

#include "base/json.hpp"
#include "core/prepare_draft.hpp"
#include "core/templates.hpp"

/// Templates and kept drafts as JSON (docs/http-api.md).
namespace billbridge::web {

/// With `gone`: the members that name what the books no longer have.
Json templates_json(const KnownTemplates& known);

/// `{"templates": [...]}`. Fails with `invalid`; `field` is the path. Does not check the
/// templates: `check_templates` does.
Result<std::vector<InvoiceTemplate>> templates_from_json(const Json& json);

/// Adds to a draft the templates to choose from and what a person had typed.
void put_kept(Json& draft, const PreparedDraft& prepared);

} // namespace billbridge::web
