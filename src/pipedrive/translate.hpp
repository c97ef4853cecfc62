#pragma once

#include "base/json.hpp"
#include "core/crm.hpp"
#include "domain/deal.hpp"

/// Pipedrive's JSON (API v2, and v1 for users) in our words. Nearly every member can be null or
/// missing, whatever the schema says (facts 4.3): only what a deal cannot do without is demanded.
namespace billbridge::pipedrive {

/// The deal itself, without lines and contacts. Fails with `unavailable` where there is no id.
Result<Deal> deal_of(const Json& data);
/// One attached product. Fails with `unavailable` where quantity or price are no numbers.
Result<DealLine> line_of(const Json& data);
/// A product of the catalogue. Fails with `unavailable` where there is no id.
Result<Product> product_of(const Json& data);
/// One of the deal's own discounts, and one of its installments (facts 4.4).
DealDiscount deal_discount_of(const Json& data);
Installment installment_of(const Json& data);
Person person_of(const Json& data);
Organization organization_of(const Json& data);

/// The deal's contacts by their ids; empty where it has none.
std::optional<std::int64_t> person_id(const Json& deal);
std::optional<std::int64_t> organization_id(const Json& deal);

/// A field definition that can fill an invoice; empty where its type cannot.
std::optional<CrmField> field_of(const Json& definition, RecordKind record);

/// A deal of a list or of a search's items; empty where there is no id.
std::optional<DealTitle> deal_title_of(const Json& data);

/// `GET /v1/users/me`. Fails with `unavailable` where user or company id is missing.
Result<CrmUser> user_of(const Json& data);

} // namespace billbridge::pipedrive
