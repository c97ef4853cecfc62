#include "emulator/pipedrive/products.hpp"

#include "emulator/pipedrive/answer.hpp"
#include "emulator/pipedrive/query.hpp"
#include "emulator/pipedrive/stamp.hpp"

namespace emulator::pipedrive {

namespace {

Json prices(const Product& product)
{
    Json list = Json::array();
    for (const Price& price : product.prices) {
        list.push_back(Json::Object{{"product_id", product.id},
                                    {"price", answer::number(price.price)},
                                    {"currency", price.currency},
                                    {"cost", 0},
                                    {"direct_cost", nullptr},
                                    {"notes", ""}});
    }
    return list;
}

Json product_json(const Product& product)
{
    constexpr int visible_to_all = 3;
    return Json::Object{{"id", product.id},
                        {"name", product.name},
                        {"code", product.code.empty() ? Json() : product.code},
                        {"description", product.description.empty() ? Json() : product.description},
                        {"unit", product.unit},
                        {"tax", answer::number(product.tax)},
                        {"category", nullptr},
                        {"owner_id", product.owner_id},
                        {"is_linkable", true},
                        {"is_deleted", false},
                        {"visible_to", visible_to_all},
                        {"add_time", stamp_v2(product.add_time)},
                        {"update_time", stamp_v2(product.update_time)},
                        {"billing_frequency", "one-time"},
                        {"billing_frequency_cycles", nullptr},
                        {"prices", prices(product)},
                        {"custom_fields", Json::object()}};
}

} // namespace

Response get_product(const Call& call)
{
    Query query(call.request);
    const OptionalId id = path_id(call, query);
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const Product* product = find(call.context.world.products, *id);
    return product == nullptr ? answer::not_found() : answer::single(product_json(*product));
}

} // namespace emulator::pipedrive
