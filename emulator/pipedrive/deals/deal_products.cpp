#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/deals/billing.hpp"
#include "emulator/pipedrive/deals/deal_parts.hpp"

namespace emulator::pipedrive {

namespace {

// "up to 100 deals", "up to 100 products", "100 at a time".
constexpr std::size_t at_once_max = 100;
// The vendor refuses more with 403; the number is unconfirmed.
constexpr std::size_t lines_max = 500;
// "at most 20 recurring lines".
constexpr std::ptrdiff_t recurring_max = 20;

std::int64_t order_number(const Deal& deal, const DealProduct& line)
{
    return &line - deal.products.data() + 1;
}

SortKey line_key(const Deal& deal, const DealProduct& line, std::string_view sort_by)
{
    if (sort_by == "order_nr") {
        return {order_number(deal, line), line.id};
    }
    return sort_by == "deal_id" ? SortKey{deal.id, line.id} : sort_key(line, sort_by);
}

Response answer_lines(const std::vector<const Deal*>& deals, const PageRequest& page)
{
    std::vector<std::pair<const Deal*, const DealProduct*>> lines;
    std::vector<SortKey> keys;
    for (const Deal* deal : deals) {
        for (const DealProduct& line : deal->products) {
            lines.emplace_back(deal, &line);
            keys.push_back(line_key(*deal, line, page.sort_by));
        }
    }
    Json items = Json::array();
    Page found = page_of(keys, page);
    for (const std::size_t position : found.positions) {
        const auto& [deal, line] = lines[position];
        items.push_back(line_json(*deal, *line));
    }
    return answer::page_v2(std::move(items), std::move(found.next_cursor));
}

DealProduct* line_of(const Call& call, Deal* deal)
{
    const auto id = parse_integer(call.sub_id);
    if (deal == nullptr || !id) {
        return nullptr;
    }
    const auto line = std::ranges::find(deal->products, *id, &DealProduct::id);
    return line == deal->products.end() ? nullptr : &*line;
}

void take_product(Body& body, const World& world, DealProduct& line)
{
    OptionalId product_id = line.product_id;
    body.reference("product_id", world.products, product_id);
    const Product* product = product_id ? find(world.products, *product_id) : nullptr;
    if (body.has("product_id") && product != nullptr && !product->is_linkable) {
        body.complain("product_id: The product cannot be added to deals");
    }
    if (product != nullptr && (product->id != line.product_id || line.name.empty())) {
        line.name = product->name;
        line.product_id = product->id;
        line.variation_id.reset();
    }
    OptionalId variation = line.variation_id;
    body.integer("product_variation_id", variation);
    if (variation && body.has("product_variation_id") &&
        (product == nullptr || !contains(product->variations, *variation, &Variation::id))) {
        body.complain("product_variation_id: Not found");
    }
    line.variation_id = variation;
}

void take_discount(Body& body, DealProduct& line)
{
    constexpr std::int64_t whole = 100;
    auto type = static_cast<std::size_t>(line.discount_type);
    body.choice("discount_type", {"percentage", "amount"}, type);
    line.discount_type = static_cast<DiscountType>(type);
    if (line.discount_type == DiscountType::percentage) {
        take_percentage(body, "discount", line.discount, whole);
    } else {
        take_amount(body, "discount", line.discount);
    }
}

/// Writes one line; `tax_method` is the whole deal's.
void write_line(Body& body, const World& world, DealProduct& line, TaxMethod& tax_method)
{
    constexpr std::int64_t whole = 100;
    take_product(body, world, line);
    take_amount(body, "item_price", line.item_price);
    take_amount(body, "quantity", line.quantity);
    take_percentage(body, "tax", line.tax, whole);
    body.text("comments", line.comments, text_max);
    take_discount(body, line);
    body.boolean("is_enabled", line.is_enabled);
    auto method = static_cast<std::size_t>(tax_method);
    body.choice("tax_method", {"exclusive", "inclusive", "none"}, method);
    tax_method = static_cast<TaxMethod>(method);
    take_billing(body, line.billing);
    body.date("billing_start_date", line.billing_start_date);
}

bool is_recurring(const DealProduct& line)
{
    return line.billing.frequency != BillingFrequency::one_time;
}

/// What the deal as a whole does not allow.
std::optional<Response> refuse_lines(const Deal& deal)
{
    if (deal.products.size() > lines_max) {
        return answer::forbidden("Product cannot be added: the limit of products per deal is " +
                                 std::to_string(lines_max) + ".");
    }
    if (std::ranges::count_if(deal.products, is_recurring) > recurring_max) {
        return answer::validation_failed("A deal can have at most 20 recurring products");
    }
    if (deal.installments.empty()) {
        return std::nullopt;
    }
    if (std::ranges::any_of(deal.products, is_recurring)) {
        return answer::validation_failed("A deal with installments has no recurring products");
    }
    return std::ranges::any_of(deal.products, &DealProduct::is_enabled)
               ? std::nullopt
               : std::optional(answer::validation_failed(
                     "A deal with installments needs an enabled product"));
}

/// Puts `changed` in the place of the deal, which changes its value.
void replace(const Call& call, Deal& deal, Deal changed)
{
    change_deal(call, deal, [&] { deal = std::move(changed); });
}

/// Adds the lines of `items`; none where one is wrong.
std::expected<Deal, Response> with_lines(const Call& call, Deal deal, const Json::Array& items)
{
    const World& world = call.context.world;
    for (const Json& item : items) {
        DealProduct line{.add_time = call.now(), .update_time = call.now()};
        Body body(item);
        body.require({"product_id", "item_price", "quantity"});
        write_line(body, world, line, deal.tax_method);
        if (!body.problem().empty()) {
            return std::unexpected(answer::validation_failed(body.problem()));
        }
        deal.products.push_back(std::move(line));
    }
    if (auto refusal = refuse_lines(deal)) {
        return std::unexpected(*std::move(refusal));
    }
    return deal;
}

/// Stores the lines that a deal has got beyond what it had, and answers with them.
Json::Array add_lines(const Call& call, Deal& deal, Deal changed)
{
    const std::size_t old_count = deal.products.size();
    for (std::size_t i = old_count; i < changed.products.size(); ++i) {
        changed.products[i].id = call.context.world.new_id("deal_product");
    }
    replace(call, deal, std::move(changed));
    Json::Array added;
    for (std::size_t i = old_count; i < deal.products.size(); ++i) {
        added.push_back(line_json(deal, deal.products[i]));
        remember(call, "deal_product", deal.products[i].id, Action::create, nullptr, added.back());
    }
    return added;
}

void remove_lines(const Call& call, Deal& deal, const std::vector<std::int64_t>& ids)
{
    Deal changed = deal;
    std::erase_if(changed.products, [&](const DealProduct& line) {
        return std::ranges::find(ids, line.id) != ids.end();
    });
    for (const DealProduct& line : deal.products) {
        if (std::ranges::find(ids, line.id) != ids.end()) {
            remember(call, "deal_product", line.id, Action::remove, line_json(deal, line), nullptr);
        }
    }
    replace(call, deal, std::move(changed));
}

} // namespace

std::vector<const Deal*> named_deals(const Call& call, Query& query)
{
    const auto ids = query.integers("deal_ids", at_once_max);
    if (ids.empty()) {
        query.complain("deal_ids: Required");
    }
    std::vector<const Deal*> deals;
    for (const auto& [id, deal] : call.context.world.deals) {
        if (std::ranges::find(ids, id) != ids.end()) {
            deals.push_back(&deal);
        }
    }
    return deals;
}

bool has_recurring(const Deal& deal)
{
    return std::ranges::any_of(deal.products, is_recurring);
}

Json line_json(const Deal& deal, const DealProduct& line)
{
    constexpr const char* tax_methods[] = {"exclusive", "inclusive", "none"};
    return Json::Object{
        {"id", line.id},
        {"deal_id", deal.id},
        {"product_id", line.product_id},
        {"product_variation_id", answer::nullable(line.variation_id)},
        {"name", line.name},
        {"order_nr", order_number(deal, line)},
        {"item_price", answer::number(line.item_price)},
        {"quantity", answer::number(line.quantity)},
        {"discount", answer::number(line.discount)},
        {"discount_type", line.discount_type == DiscountType::amount ? "amount" : "percentage"},
        {"tax", answer::number(line.tax)},
        {"tax_method", tax_methods[static_cast<std::size_t>(deal.tax_method)]},
        {"sum", answer::number(sum(line))},
        {"currency", deal.currency},
        {"comments", line.comments},
        {"is_enabled", line.is_enabled},
        {"billing_frequency", name(line.billing.frequency)},
        {"billing_frequency_cycles", answer::nullable(line.billing.cycles)},
        {"billing_start_date",
         line.billing_start_date ? Json(to_string(*line.billing_start_date)) : Json()},
        {"add_time", stamp_v2(line.add_time)},
        {"update_time", stamp_v2(line.update_time)}};
}

Response list_deal_products(const Call& call)
{
    Query query(call.request);
    const PageRequest page =
        page_request(query,
                     call.request,
                     query.choice("sort_by", {"id", "add_time", "update_time", "order_nr"}));
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const Deal* deal = record_of<Deal>(call);
    return deal == nullptr ? answer::not_found() : answer_lines({deal}, page);
}

Response list_products_of_deals(const Call& call)
{
    Query query(call.request);
    const auto deals = named_deals(call, query);
    const PageRequest page = page_request(
        query,
        call.request,
        query.choice("sort_by", {"id", "deal_id", "add_time", "update_time", "order_nr"}));
    return query.problem().empty() ? answer_lines(deals, page)
                                   : answer::validation_failed(query.problem());
}

Response add_deal_product(const Call& call)
{
    Deal* deal = record_of<Deal>(call);
    if (deal == nullptr) {
        return answer::not_found();
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    auto changed = with_lines(call, *deal, {*json});
    if (!changed) {
        return changed.error();
    }
    return answer::single(add_lines(call, *deal, *std::move(changed)).front(), 201);
}

Response add_deal_products(const Call& call)
{
    Deal* deal = record_of<Deal>(call);
    if (deal == nullptr) {
        return answer::not_found();
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    const Json::Array* items = (*json)["data"].if_array();
    if (items == nullptr || items->empty() || items->size() > at_once_max) {
        return answer::validation_failed("data: Expected array of 1 to 100 products");
    }
    auto changed = with_lines(call, *deal, *items);
    if (!changed) {
        return changed.error();
    }
    return answer::single(add_lines(call, *deal, *std::move(changed)), 201);
}

Response update_deal_product(const Call& call)
{
    Deal* deal = record_of<Deal>(call);
    if (line_of(call, deal) == nullptr) {
        return answer::not_found();
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    Deal changed = *deal;
    DealProduct& line = *line_of(call, &changed);
    Body body(*json);
    write_line(body, call.context.world, line, changed.tax_method);
    line.update_time = call.now();
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    if (auto refusal = refuse_lines(changed)) {
        return *std::move(refusal);
    }
    Json before = line_json(*deal, *line_of(call, deal));
    replace(call, *deal, std::move(changed));
    const DealProduct& stored = *line_of(call, deal);
    Json after = line_json(*deal, stored);
    remember(call, "deal_product", stored.id, Action::change, std::move(before), after);
    return answer::single(std::move(after));
}

Response delete_deal_product(const Call& call)
{
    Deal* deal = record_of<Deal>(call);
    const DealProduct* line = line_of(call, deal);
    if (line == nullptr) {
        return answer::not_found();
    }
    const RecordId id = line->id;
    remove_lines(call, *deal, {id});
    return answer::deleted(id);
}

Response delete_deal_products(const Call& call)
{
    Query query(call.request);
    auto ids = query.integers("ids", at_once_max);
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    Deal* deal = record_of<Deal>(call);
    if (deal == nullptr) {
        return answer::not_found();
    }
    const bool all = ids.empty();
    std::vector<std::int64_t> found;
    for (const DealProduct& line : deal->products) {
        if ((all || std::ranges::find(ids, line.id) != ids.end()) && found.size() < at_once_max) {
            found.push_back(line.id);
        }
    }
    remove_lines(call, *deal, found);
    return answer::json(
        200,
        Json::Object{{"success", true},
                     {"data", Json::Object{{"ids", answer::numbers(found)}}},
                     {"additional_data",
                      Json::Object{{"more_items_in_collection", all && !deal->products.empty()}}}});
}

} // namespace emulator::pipedrive
