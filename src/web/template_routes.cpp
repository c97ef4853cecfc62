#include "web/template_routes.hpp"

#include "crypto/crypto.hpp"
#include "web/template_wire.hpp"

namespace billbridge::web {

void TemplateRoutes::add_to(Api& api)
{
    api.add("GET", "/templates", [this](Call call) { return get(std::move(call)); });
    api.add("PUT", "/templates", [this](Call call) { return put(std::move(call)); });
}

Task<Answer> TemplateRoutes::get(Call call)
{
    CO_TRY(const KnownTemplates known, co_await templates_of(lists_, store_, call.session.caller));
    co_return Answer{templates_json(known)};
}

Task<Answer> TemplateRoutes::put(Call call)
{
    CO_TRY(const Json body, json_body(call.request));
    CO_TRY(std::vector<InvoiceTemplate> templates, templates_from_json(body));
    std::function<std::string()> new_id = [] { return crypto::random_uuid(); };
    CO_TRY(const KnownTemplates known,
           co_await save_templates(
               lists_, store_, call.session.caller, std::move(templates), std::move(new_id)));
    co_return Answer{templates_json(known)};
}

} // namespace billbridge::web
