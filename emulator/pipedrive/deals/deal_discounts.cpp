#include "crypto/crypto.hpp"
#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/deals/billing.hpp"
#include "emulator/pipedrive/deals/deal_parts.hpp"

namespace emulator::pipedrive {

namespace {

Json discount_json(const Deal& deal, const DealDiscount& discount)
{
    return Json::Object{{"id", discount.id},
                        {"deal_id", deal.id},
                        {"description", discount.description},
                        {"type", discount.type == DiscountType::amount ? "amount" : "percentage"},
                        {"amount", answer::number(discount.amount)},
                        {"created_at", stamp_v2(discount.created_at)},
                        {"created_by", discount.created_by},
                        {"updated_at", stamp_v2(discount.updated_at)},
                        {"updated_by", discount.updated_by}};
}

void write_discount(Body& body, const Call& call, DealDiscount& discount)
{
    constexpr std::int64_t whole = 100;
    body.title("description", discount.description);
    auto type = static_cast<std::size_t>(discount.type);
    body.choice("type", {"percentage", "amount"}, type);
    discount.type = static_cast<DiscountType>(type);
    if (discount.type == DiscountType::percentage) {
        take_percentage(body, "amount", discount.amount, whole);
    } else {
        take_amount(body, "amount", discount.amount);
    }
    if (discount.amount.is_zero()) {
        body.complain("amount: Must be greater than 0");
    }
    discount.updated_at = call.now();
    discount.updated_by = call.session.user_id;
}

DealDiscount* discount_of(const Call& call, Deal* deal)
{
    if (deal == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::find(deal->discounts, call.sub_id, &DealDiscount::id);
    return found == deal->discounts.end() ? nullptr : &*found;
}

} // namespace

Response list_discounts(const Call& call)
{
    const Deal* deal = record_of<Deal>(call);
    if (deal == nullptr) {
        return answer::not_found();
    }
    Json items = Json::array();
    for (const DealDiscount& discount : deal->discounts) {
        items.push_back(discount_json(*deal, discount));
    }
    return answer::single(std::move(items));
}

Response add_discount(const Call& call)
{
    Deal* deal = record_of<Deal>(call);
    if (deal == nullptr) {
        return answer::not_found();
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    DealDiscount discount{.id = billbridge::crypto::random_uuid(),
                          .created_at = call.now(),
                          .created_by = call.session.user_id};
    Body body(*json);
    body.require({"description", "amount", "type"});
    write_discount(body, call, discount);
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    change_deal(call, *deal, [&] { deal->discounts.push_back(std::move(discount)); });
    return answer::single(discount_json(*deal, deal->discounts.back()), 201);
}

Response update_discount(const Call& call)
{
    Deal* deal = record_of<Deal>(call);
    DealDiscount* discount = discount_of(call, deal);
    if (discount == nullptr) {
        return answer::not_found();
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    DealDiscount changed = *discount;
    Body body(*json);
    write_discount(body, call, changed);
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    change_deal(call, *deal, [&] { *discount = std::move(changed); });
    return answer::single(discount_json(*deal, *discount));
}

Response delete_discount(const Call& call)
{
    Deal* deal = record_of<Deal>(call);
    if (discount_of(call, deal) == nullptr) {
        return answer::not_found();
    }
    change_deal(call, *deal, [&] {
        std::erase_if(deal->discounts,
                      [&](const DealDiscount& discount) { return discount.id == call.sub_id; });
    });
    return answer::single(Json::Object{{"id", call.sub_id}});
}

} // namespace emulator::pipedrive
