#pragma once

#include "emulator/pipedrive/api/record_endpoints.hpp"

/// What belongs to a deal: products, discounts, installments.
namespace emulator::pipedrive {

/// Does `change` to the deal; remembers the deal before and after where its value changed by it
/// (that the vendor tells such changes is likely but unconfirmed).
template <class Change>
void change_deal(const Call& call, Deal& deal, Change change)
{
    World& world = call.context.world;
    Json before = record_json(world, deal);
    const Decimal old_value = value(deal);
    change();
    deal.update_time = call.now();
    if (value(deal) != old_value) {
        remember(
            call, "deal", deal.id, Action::change, std::move(before), record_json(world, deal));
    }
}

/// The deals that the parameter `deal_ids` names, up to 100 and at least one; unknown ones are left
/// out.
std::vector<const Deal*> named_deals(const Call& call, Query& query);

/// Whether the deal is billed again and again.
bool has_recurring(const Deal& deal);

/// The line as API v2 answers it.
Json line_json(const Deal& deal, const DealProduct& line);

/// GET /api/v2/deals/{id}/products
Response list_deal_products(const Call& call);
/// GET /api/v2/deals/products
Response list_products_of_deals(const Call& call);
/// POST /api/v2/deals/{id}/products
Response add_deal_product(const Call& call);
/// POST /api/v2/deals/{id}/products/bulk: all of up to 100, or none
Response add_deal_products(const Call& call);
/// PATCH /api/v2/deals/{id}/products/{sub}
Response update_deal_product(const Call& call);
/// DELETE /api/v2/deals/{id}/products/{sub}
Response delete_deal_product(const Call& call);
/// DELETE /api/v2/deals/{id}/products: those of `ids`, or all, 100 at a time
Response delete_deal_products(const Call& call);

/// GET /api/v2/deals/{id}/discounts
Response list_discounts(const Call& call);
/// POST /api/v2/deals/{id}/discounts
Response add_discount(const Call& call);
/// PATCH /api/v2/deals/{id}/discounts/{sub}
Response update_discount(const Call& call);
/// DELETE /api/v2/deals/{id}/discounts/{sub}
Response delete_discount(const Call& call);

/// GET /api/v2/deals/installments
Response list_installments(const Call& call);
/// POST /api/v2/deals/{id}/installments
Response add_installment(const Call& call);
/// PATCH /api/v2/deals/{id}/installments/{sub}
Response update_installment(const Call& call);
/// DELETE /api/v2/deals/{id}/installments/{sub}
Response delete_installment(const Call& call);

} // namespace emulator::pipedrive
