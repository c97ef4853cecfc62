#pragma once

#include "base/json.hpp"
#include "domain/invoice_draft.hpp"
#include "domain/new_item.hpp"
#include "text/catalogue.hpp"

/// Customers, items and what a draft says of them as JSON (docs/http-api.md).
namespace billbridge::web {

Json address_json(const Address& address);
Json payer_json(const Payer& payer);
Json payers_json(const std::vector<Payer>& payers);
/// Null where nobody has the name.
Json holder_json(const std::optional<NameHolder>& holder);

/// A customer's details; absent members are empty. Fails with `invalid`.
Result<PayerDetails> details_from_json(const Json& json);

Json item_json(const Item& item);
Json items_json(const std::vector<Item>& items);
/// Fails with `invalid`; `field` names the member. Does not check the item: `check_new_item` does.
Result<NewItem> new_item_from_json(const Json& json);

/// Adds to a draft what the deal offers for the customer, and who it probably is.
void put_customer(Json& draft,
                  const InvoiceDraft& from,
                  const text::Catalogue& catalogue,
                  text::Language language);

/// Adds to a draft's line its product and the item that it probably is.
void put_product(Json& line, const DraftLine& from);

} // namespace billbridge::web
