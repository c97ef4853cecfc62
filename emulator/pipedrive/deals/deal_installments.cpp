#include "emulator/pipedrive/deals/billing.hpp"
#include "emulator/pipedrive/deals/deal_parts.hpp"

namespace emulator::pipedrive {

namespace {

Json installment_json(const Deal& deal, const Installment& installment)
{
    return Json::Object{{"id", installment.id},
                        {"deal_id", deal.id},
                        {"description", installment.description},
                        {"amount", answer::number(installment.amount)},
                        {"billing_date", to_string(installment.billing_date)}};
}

void write_installment(Body& body, Installment& installment)
{
    body.title("description", installment.description);
    take_amount(body, "amount", installment.amount);
    std::optional<Date> day = installment.billing_date;
    body.date("billing_date", day);
    if (!day) {
        body.complain("billing_date: Expected date in the format YYYY-MM-DD");
    }
    installment.billing_date = day.value_or(Date());
}

Installment* installment_of(const Call& call, Deal* deal)
{
    const auto id = parse_integer(call.sub_id);
    if (deal == nullptr || !id) {
        return nullptr;
    }
    const auto found = std::ranges::find(deal->installments, *id, &Installment::id);
    return found == deal->installments.end() ? nullptr : &*found;
}

/// Installments need a product that is billed once and none that is billed again.
bool takes_installments(const Deal& deal)
{
    return std::ranges::any_of(deal.products, &DealProduct::is_enabled) && !has_recurring(deal);
}

SortKey installment_key(const Deal& deal, const Installment& installment, std::string_view sort_by)
{
    if (sort_by == "billing_date") {
        return {.id = installment.id, .text = to_string(installment.billing_date)};
    }
    return {sort_by == "deal_id" ? deal.id : installment.id, installment.id};
}

} // namespace

Response list_installments(const Call& call)
{
    Query query(call.request);
    const auto deals = named_deals(call, query);
    const PageRequest page = page_request(
        query, call.request, query.choice("sort_by", {"id", "billing_date", "deal_id"}));
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    std::vector<std::pair<const Deal*, const Installment*>> found;
    std::vector<SortKey> keys;
    for (const Deal* deal : deals) {
        for (const Installment& installment : deal->installments) {
            found.emplace_back(deal, &installment);
            keys.push_back(installment_key(*deal, installment, page.sort_by));
        }
    }
    Json items = Json::array();
    Page part = page_of(keys, page);
    for (const std::size_t position : part.positions) {
        items.push_back(installment_json(*found[position].first, *found[position].second));
    }
    return answer::page_v2(std::move(items), std::move(part.next_cursor));
}

Response add_installment(const Call& call)
{
    Deal* deal = record_of<Deal>(call);
    if (deal == nullptr) {
        return answer::not_found();
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    Installment installment;
    Body body(*json);
    body.require({"description", "amount", "billing_date"});
    write_installment(body, installment);
    if (!takes_installments(*deal)) {
        body.complain("The deal needs a one-time product and no recurring one");
    }
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    installment.id = call.context.world.new_id("installment");
    deal->installments.push_back(std::move(installment));
    const Installment& stored = deal->installments.back();
    Json added = installment_json(*deal, stored);
    remember(call, "deal_installment", stored.id, Action::create, nullptr, added);
    return answer::single(std::move(added));
}

Response update_installment(const Call& call)
{
    Deal* deal = record_of<Deal>(call);
    Installment* installment = installment_of(call, deal);
    if (installment == nullptr) {
        return answer::not_found();
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    Installment changed = *installment;
    Body body(*json);
    write_installment(body, changed);
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    Json before = installment_json(*deal, *installment);
    *installment = std::move(changed);
    Json after = installment_json(*deal, *installment);
    remember(call, "deal_installment", installment->id, Action::change, std::move(before), after);
    return answer::single(std::move(after));
}

Response delete_installment(const Call& call)
{
    Deal* deal = record_of<Deal>(call);
    const Installment* installment = installment_of(call, deal);
    if (installment == nullptr) {
        return answer::not_found();
    }
    const RecordId id = installment->id;
    remember(call,
             "deal_installment",
             id,
             Action::remove,
             installment_json(*deal, *installment),
             nullptr);
    std::erase_if(deal->installments, [&](const Installment& it) { return it.id == id; });
    return answer::deleted(id);
}

} // namespace emulator::pipedrive
