#include "emulator/pipedrive/catalogue/products.hpp"

#include "emulator/pipedrive/api/record_endpoints.hpp"
#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/deals/billing.hpp"
#include "emulator/pipedrive/records/custom_value.hpp"

namespace emulator::pipedrive {

namespace {

void take_category(Body& body, const World& world, Product& product)
{
    // The specification takes a number; a text of digits is taken too, as that is what answers
    // show.
    const Json* given = body.find("category");
    if (given == nullptr) {
        return;
    }
    const std::int64_t id = given->int_or(0);
    const FieldDefinition* field = world.field(RecordKind::product, "category");
    if (given->is_null()) {
        product.category.reset();
    } else if (contains(field->options, id, &FieldOption::id)) {
        product.category = id;
    } else {
        body.complain("category: Unknown option");
    }
}

} // namespace

Json record_json(const World& world, const Product& product, const RecordQuery& wanted)
{
    auto text = [](const std::string& value) { return value.empty() ? Json() : Json(value); };
    Json record = Json::Object{
        {"id", product.id},
        {"name", product.name},
        {"code", text(product.code)},
        {"description", text(product.description)},
        {"unit", product.unit},
        {"tax", answer::number(product.tax)},
        {"category", product.category ? Json(std::to_string(*product.category)) : Json()},
        {"owner_id", product.owner_id},
        {"is_linkable", product.is_linkable},
        {"is_deleted", false},
        {"visible_to", product.visible_to},
        {"add_time", stamp_v2(product.add_time)},
        {"update_time", stamp_v2(product.update_time)},
        {"billing_frequency", name(product.billing.frequency)},
        {"billing_frequency_cycles", answer::nullable(product.billing.cycles)},
        {"prices", prices_json(product.prices, "product_id", product.id)}};
    finish_record(record,
                  world.fields.at(RecordKind::product),
                  {.label_ids = {}, .custom_fields = product.custom_fields},
                  wanted);
    return record;
}

void write(Body& body, const Call& call, Product& product)
{
    constexpr std::int64_t tax_max = 100;
    const World& world = call.context.world;
    if (product.id == 0) {
        product.prices = {{.price = Decimal(0), .currency = world.company.default_currency}};
    }
    body.title("name", product.name);
    body.text("code", product.code);
    body.text("description", product.description, text_max);
    body.text("unit", product.unit);
    take_percentage(body, "tax", product.tax, tax_max);
    take_category(body, world, product);
    body.user("owner_id", world, product.owner_id);
    body.boolean("is_linkable", product.is_linkable);
    take_visibility(body, product.visible_to);
    take_prices(body, world, product.prices);
    take_billing(body, product.billing);
    take_custom_fields(body, world, RecordKind::product, product.custom_fields);
}

void take_out(World& world, const Product& product)
{
    world.products.erase(product.id); // lines of deals keep their copy of the name
}

Response list_products(const Call& call)
{
    constexpr std::size_t ids_max = 100;
    Query query(call.request);
    const RecordQuery wanted = record_query(query, {});
    const auto ids = query.integers("ids", ids_max);
    const auto owner_id = query.integer("owner_id");
    const auto updated_since = query.time("updated_since");
    const PageRequest page = page_request(
        query, call.request, query.choice("sort_by", {"id", "name", "add_time", "update_time"}));
    refuse_filter(query);
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const World& world = call.context.world;
    std::vector<const Product*> found;
    for (const auto& [id, product] : world.products) {
        if ((ids.empty() || std::ranges::find(ids, id) != ids.end()) &&
            (!owner_id || product.owner_id == *owner_id) &&
            (!updated_since || product.update_time >= *updated_since)) {
            found.push_back(&product);
        }
    }
    return answer_page(
        found, page, [&](const Product& product) { return record_json(world, product, wanted); });
}

Response get_product(const Call& call)
{
    return get_record<Product>(call);
}

Response create_product(const Call& call)
{
    return create_record<Product>(call);
}

Response update_product(const Call& call)
{
    return update_record<Product>(call);
}

Response delete_product(const Call& call)
{
    return delete_record<Product>(call);
}

Response duplicate_product(const Call& call)
{
    World& world = call.context.world;
    const Product* original = record_of<Product>(call);
    if (original == nullptr) {
        return answer::not_found();
    }
    Product copy = *original;
    copy.id = world.new_id("product");
    copy.owner_id = call.session.user_id;
    copy.add_time = call.now();
    for (Variation& variation : copy.variations) {
        variation.id = world.new_id("variation");
    }
    Product& stored = world.products[copy.id];
    return store(call, stored, std::move(copy), Action::create, 201);
}

} // namespace emulator::pipedrive
