#include "web/settings_routes.hpp"

#include "core/settings.hpp"
#include "core/store_value.hpp"
#include "web/settings_wire.hpp"

namespace billbridge::web {

SettingsRoutes::SettingsRoutes(Gateways& gateways,
                               Store& store,
                               Clock& clock,
                               BooksListsCache& lists)
    : gateways_(gateways), store_(store), clock_(clock), lists_(lists)
{
}

void SettingsRoutes::add_to(Api& api)
{
    const text::Catalogue& texts = api.catalogue();
    api.add("GET", "/settings", [this, &texts](Call call) { return load(std::move(call), texts); });
    api.add("PUT", "/settings", [this](Call call) { return save(std::move(call)); });
    api.add("POST", "/settings/preview", [this](Call call) { return preview(std::move(call)); });
    api.add("GET", "/deals", [this](Call call) { return deals(std::move(call)); });
}

Task<Answer> SettingsRoutes::load(Call call, const text::Catalogue& catalogue)
{
    CO_TRY(const SettingsForm form,
           co_await load_settings(gateways_, store_, lists_, call.session.caller));
    co_return Answer{settings_form_json(form, catalogue, call.session.language)};
}

Task<Answer> SettingsRoutes::save(Call call)
{
    CO_TRY(const Json json, json_body(call.request));
    CO_TRY(const InvoiceSettings settings, settings_from_json(json));
    CO_TRY_DO(co_await save_settings(gateways_, store_, lists_, call.session.caller, settings));
    co_return Answer{Json(Json::Object{{"settings", settings_json(settings)}})};
}

Task<Answer> SettingsRoutes::preview(Call call)
{
    CO_TRY(const Json json, json_body(call.request));
    const DealId deal(json["deal"].int_or(0));
    if (deal.value() <= 0) {
        co_return fail(invalid({"error.json", {}}, "no deal", "deal"));
    }
    Result<InvoiceSettings> settings = settings_from_json(json["settings"]);
    if (!settings) {
        settings.error().field = "settings." + settings.error().field;
        co_return fail(std::move(settings).error());
    }
    CO_TRY(const SettingsPreview preview,
           co_await preview_settings(
               gateways_, store_, clock_, lists_, call.session.caller, deal, *settings));
    co_return Answer{preview_json(preview)};
}

Task<Answer> SettingsRoutes::deals(Call call)
{
    std::string text(call.request.parameter("text"));
    if (text.size() > search_max) {
        Message message{"error.search_too_long", {{"max", std::to_string(search_max)}}};
        co_return fail(invalid(std::move(message), {}, "text"));
    }
    const Caller caller = call.session.caller;
    const auto body = [caller](Transaction& tx) { return require_installation(tx, caller); };
    CO_TRY(const Installation installation, co_await read_value(store_, body));
    const std::shared_ptr<Crm> crm = gateways_.crm(installation);
    CO_TRY(const std::vector<DealTitle> found,
           co_await crm->find_deals(std::move(text), deals_max));
    Json list = Json::array();
    for (const DealTitle& deal : found) {
        list.push_back(Json::Object{{"id", deal.id.value()}, {"title", deal.title}});
    }
    co_return Answer{Json(Json::Object{{"deals", std::move(list)}})};
}

} // namespace billbridge::web
