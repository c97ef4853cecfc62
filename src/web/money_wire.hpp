#pragma once

#include "base/json.hpp"
#include "core/prepare_draft.hpp"
#include "core/preview_order.hpp"
#include "text/catalogue.hpp"

/// What of a draft and a preview is about money: amounts, tax, currency, terms.
namespace billbridge::web {

Json totals_json(const Totals& totals, const std::optional<Decimal>& deal_difference);

Json problems_json(const std::vector<Problem>& problems,
                   const text::Catalogue& catalogue,
                   text::Language language);

/// Adds a draft's terms, tax, currency, discounts and totals to its JSON.
void put_money(Json& draft, const PreparedDraft& prepared);
/// Adds discount, tax, billing and amount of a draft's line; `ordered` is the line as an order has
/// it.
void put_money(Json& line, const DraftLine& drafted, const OrderLine& ordered);

/// `deal` is what the page says of the deal (`value`, `currency`); null where it says nothing.
Json preview_json(const OrderPreview& preview,
                  const InvoiceOrder& order,
                  const Json& deal,
                  const text::Catalogue& catalogue,
                  text::Language language);

} // namespace billbridge::web
