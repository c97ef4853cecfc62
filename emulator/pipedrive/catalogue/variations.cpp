#include "emulator/pipedrive/api/record_endpoints.hpp"
#include "emulator/pipedrive/catalogue/products.hpp"
#include "emulator/pipedrive/deals/billing.hpp"

namespace emulator::pipedrive {

namespace {

Json variation_json(const Product& product, const Variation& variation)
{
    return Json::Object{
        {"id", variation.id},
        {"name", variation.name},
        {"product_id", product.id},
        {"prices", prices_json(variation.prices, "product_variation_id", variation.id)}};
}

Variation* variation_of(const Call& call, Product* product)
{
    const auto id = parse_integer(call.sub_id);
    if (product == nullptr || !id) {
        return nullptr;
    }
    const auto found = std::ranges::find(product->variations, *id, &Variation::id);
    return found == product->variations.end() ? nullptr : &*found;
}

/// Does `change` to the product and remembers the product before and after.
template <class Change>
void change_product(const Call& call, Product& product, Change change)
{
    World& world = call.context.world;
    Json before = record_json(world, product);
    change();
    product.update_time = call.now();
    remember(call,
             "product",
             product.id,
             Action::change,
             std::move(before),
             record_json(world, product));
}

} // namespace

Response list_variations(const Call& call)
{
    Query query(call.request);
    const PageRequest page = page_request(query, call.request, "id");
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const Product* product = record_of<Product>(call);
    if (product == nullptr) {
        return answer::not_found();
    }
    std::vector<SortKey> keys;
    for (const Variation& variation : product->variations) {
        keys.push_back({variation.id, variation.id});
    }
    Json items = Json::array();
    Page found = page_of(keys, page);
    for (const std::size_t position : found.positions) {
        items.push_back(variation_json(*product, product->variations[position]));
    }
    return answer::page_v2(std::move(items), std::move(found.next_cursor));
}

Response create_variation(const Call& call)
{
    Product* product = record_of<Product>(call);
    if (product == nullptr) {
        return answer::not_found();
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    World& world = call.context.world;
    Variation variation;
    Body body(*json);
    body.require({"name"});
    body.title("name", variation.name);
    take_prices(body, world, variation.prices);
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    variation.id = world.new_id("variation");
    change_product(call, *product, [&] { product->variations.push_back(std::move(variation)); });
    return answer::single(variation_json(*product, product->variations.back()), 201);
}

Response update_variation(const Call& call)
{
    Product* product = record_of<Product>(call);
    Variation* variation = variation_of(call, product);
    if (variation == nullptr) {
        return answer::not_found();
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    Variation changed = *variation;
    Body body(*json);
    body.title("name", changed.name);
    take_prices(body, call.context.world, changed.prices);
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    change_product(call, *product, [&] { *variation = std::move(changed); });
    return answer::single(variation_json(*product, *variation));
}

Response delete_variation(const Call& call)
{
    Product* product = record_of<Product>(call);
    const Variation* variation = variation_of(call, product);
    if (variation == nullptr) {
        return answer::not_found();
    }
    const RecordId id = variation->id;
    change_product(call, *product, [&] {
        std::erase_if(product->variations, [&](const Variation& it) { return it.id == id; });
    });
    return answer::deleted(id);
}

} // namespace emulator::pipedrive
