#include "web/item_routes.hpp"

#include "core/create_item.hpp"
#include "core/submit.hpp"
#include "web/payer_wire.hpp"
#include "web/request.hpp"

namespace billbridge::web {

void ItemRoutes::add_to(Api& api)
{
    api.add("GET", "/items", [this](Call call) { return find(std::move(call)); });
    api.add("POST", "/items", [this](Call call) { return create(std::move(call)); });
}

Task<Answer> ItemRoutes::find(Call call)
{
    CO_TRY(std::string text, search_text(call));
    CO_TRY(const std::shared_ptr<Books> books,
           co_await open_books(gateways_, store_, call.session.caller));
    CO_TRY(const std::vector<Item> found, co_await books->find_items(std::move(text), look_up_max));
    co_return Answer{items_json(found)};
}

Task<Answer> ItemRoutes::create(Call call)
{
    const Caller caller = call.session.caller;
    const std::string idempotency_key(call.request.headers.get("Idempotency-Key"));
    CO_TRY_DO(check_idempotency_key(idempotency_key));
    CO_TRY(const Json body, json_body(call.request));
    CO_TRY(NewItem wanted, new_item_from_json(body));
    RequestKey key = request_key(caller, idempotency_key);
    CO_TRY(
        const Item item,
        co_await create_item(gateways_, store_, clock_, caller, std::move(key), std::move(wanted)));
    co_return Answer{Json(Json::Object{{"item", item_json(item)}})};
}

} // namespace billbridge::web
