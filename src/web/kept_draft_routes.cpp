#include "web/kept_draft_routes.hpp"

namespace billbridge::web {

void KeptDraftRoutes::add_to(Api& api)
{
    api.add("PUT", "/deals/{deal}/draft", [this](Call call) { return keep(std::move(call)); });
    api.add("DELETE", "/deals/{deal}/draft", [this](Call call) { return forget(std::move(call)); });
}

Task<Answer> KeptDraftRoutes::keep(Call call)
{
    CO_TRY(const std::int64_t deal, number_in_path(call, "deal"));
    CO_TRY(const Json body, json_body(call.request));
    const std::int64_t version = body["version"].int_or(-1);
    if (version < 0) {
        co_return fail(invalid({"error.json", {}}, "no version", "version"));
    }
    Json form = body["form"];
    CO_TRY(const std::int64_t next,
           co_await keep_draft(
               store_, clock_, call.session.caller, DealId(deal), version, std::move(form)));
    co_return Answer{Json(Json::Object{{"version", Json(next)}})};
}

Task<Answer> KeptDraftRoutes::forget(Call call)
{
    CO_TRY(const std::int64_t deal, number_in_path(call, "deal"));
    CO_TRY_DO(co_await forget_draft(store_, clock_, call.session.caller, DealId(deal)));
    co_return Answer{};
}

} // namespace billbridge::web
