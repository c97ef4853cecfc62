#include "web/webhook_routes.hpp"

#include "web/answer.hpp"

namespace billbridge::web {

WebhookRoutes::WebhookRoutes(
    NoticeReader reader, Store& store, Clock& clock, const text::Catalogue& catalogue, Log& log)
    : reader_(std::move(reader)), store_(store), clock_(clock), catalogue_(catalogue), log_(log)
{
}

void WebhookRoutes::add_to(Router& router)
{
    router.add("POST", "/webhooks/quickbooks", [this](net::Request request, PathValues values) {
        return hear(std::move(request), std::move(values));
    });
}

boost::asio::awaitable<net::Response> WebhookRoutes::hear(net::Request request, PathValues)
{
    if (!reader_) {
        co_return refused(request,
                          unavailable({"error.notices_off", {}},
                                      "quickbooks.webhook_verifier is not configured"));
    }
    Result<std::vector<HeardNotice>> notices =
        reader_(request.headers.get("intuit-signature"), request.body);
    if (!notices) {
        co_return refused(request, notices.error());
    }
    const Result<void> heard = co_await hear_notices(store_, clock_, log_, *std::move(notices));
    if (!heard) {
        co_return refused(request, heard.error()); // they come again
    }
    co_return json_answer(Json::object());
}

net::Response WebhookRoutes::refused(const net::Request& request, const Error& error) const
{
    log_.warning("notice refused",
                 {{"request", request.id}, {"peer", request.peer}, {"cause", error.cause}});
    const auto language = text::preferred_language(request.headers.get("Accept-Language"));
    return error_answer(error, catalogue_, language, request.id);
}

} // namespace billbridge::web
