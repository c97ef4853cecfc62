#include "web/customer_routes.hpp"

#include "domain/invoice_order.hpp"
#include "domain/similar.hpp"
#include "web/payer_wire.hpp"
#include "web/request.hpp"

namespace billbridge::web {

void CustomerRoutes::add_to(Api& api)
{
    api.add("GET", "/payers", [this](Call call) { return find(std::move(call)); });
    api.add("GET", "/payers/{payer}", [this](Call call) { return get(std::move(call)); });
    api.add("POST", "/payers/match", [this](Call call) { return match(std::move(call)); });
    api.add("DELETE", "/contacts/{kind}/{contact}/link", [this](Call call) {
        return unlink(std::move(call));
    });
}

Task<Answer> CustomerRoutes::find(Call call)
{
    CO_TRY(std::string text, search_text(call));
    CO_TRY(const std::shared_ptr<Books> books,
           co_await open_books(gateways_, store_, call.session.caller));
    CO_TRY(const std::vector<Payer> found,
           co_await books->find_payers(std::move(text), look_up_max));
    co_return Answer{payers_json(found)};
}

Task<Answer> CustomerRoutes::get(Call call)
{
    CO_TRY(const std::int64_t id, number_in_path(call, "payer")); // the books' ids are digits
    CO_TRY(const std::shared_ptr<Books> books,
           co_await open_books(gateways_, store_, call.session.caller));
    PayerId payer_id(std::to_string(id));
    CO_TRY(const Payer payer, co_await books->payer(std::move(payer_id)));
    co_return Answer{Json(Json::Object{{"payer", payer_json(payer)}})};
}

Task<Answer> CustomerRoutes::match(Call call)
{
    CO_TRY(const Json body, json_body(call.request));
    CO_TRY(const PayerDetails details, details_from_json(body["details"]));
    CO_TRY(const std::shared_ptr<Books> books,
           co_await open_books(gateways_, store_, call.session.caller));
    std::optional<NameHolder> holder;
    // What is no name, or too long for one, nobody can have.
    if (!name_key(details.name).empty() && details.name.size() <= InvoiceOrder::name_max) {
        CO_TRY(holder, co_await books->name_holder(details.name));
    }
    co_return Answer{Json(Json::Object{{"holder", holder_json(holder)}})};
}

Task<Answer> CustomerRoutes::unlink(Call call)
{
    CO_TRY(const std::int64_t id, number_in_path(call, "contact"));
    const auto kind = parse_record_kind(call.values.find("kind")->second);
    if (!kind || *kind == RecordKind::deal) {
        co_return fail(not_found({"error.unknown_route", {}}));
    }
    const Contact contact{*kind, id};
    const Caller caller = call.session.caller;
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        TRY(const Connection connection, require_connection(tx, caller));
        tx.remove_payer_link(caller.company, connection.books.id, contact);
        tx.audit(caller.company,
                 caller.user,
                 "unlink contact",
                 std::string(name(contact.kind)) + " " + std::to_string(id));
        return {};
    };
    CO_TRY_DO(co_await store_.write(std::move(body)));
    co_return Answer{};
}

} // namespace billbridge::web
