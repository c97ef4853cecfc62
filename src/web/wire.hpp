#pragma once

#include "base/json.hpp"
#include "core/connect.hpp"
#include "core/deal_invoices.hpp"
#include "core/hand_over.hpp"
#include "core/prepare_draft.hpp"
#include "text/catalogue.hpp"

/// The JSON of docs/http-api.md: pure functions between it and the domain.
namespace billbridge::web {

std::string to_text(Time time); ///< RFC 3339, UTC, whole seconds

Json session_json(const Installation& installation,
                  const std::optional<Connection>& connection,
                  const std::string& connected_by);

Json details_json(const PayerDetails& details);

Json draft_json(const PreparedDraft& prepared,
                const text::Catalogue& catalogue,
                text::Language language);

/// A member that must be text; absent and null count as empty. Fails with `invalid`.
Result<std::string> text_member(const Json& json, std::string_view name);

Json invoice_json(const ShownInvoice& invoice);

} // namespace billbridge::web
