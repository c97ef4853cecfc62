#include "web/site.hpp"

namespace billbridge::web {

Site::Site(const Router& router, const text::Catalogue& catalogue)
    : router_(router), catalogue_(catalogue)
{
}

boost::asio::awaitable<net::Response> Site::handle(net::Request request) const
{
    Router::Match match = router_.find(request.method, request.path);
    if (match.handler != nullptr) {
        co_return co_await (*match.handler)(std::move(request), std::move(match.values));
    }
    const auto language = text::preferred_language(request.headers.get("Accept-Language"));
    const Error error = not_found({"error.unknown_route", {}});
    net::Response response = error_answer(error, catalogue_, language, request.id);
    if (!match.allowed.empty()) {
        response.status = 405;
        response.headers.add("Allow", match.allowed);
    }
    co_return response;
}

} // namespace billbridge::web
