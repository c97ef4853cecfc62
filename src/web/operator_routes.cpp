#include "web/operator_routes.hpp"

#include "web/answer.hpp"

namespace billbridge::web {

namespace {

net::Response state_answer(std::string_view state, int status)
{
    return json_answer(Json(Json::Object{{"status", Json(state)}}), status);
}

} // namespace

OperatorRoutes::OperatorRoutes(Store& store) : store_(store) {}

void OperatorRoutes::add_to(Router& router)
{
    router.add("GET", "/healthz", [this](net::Request request, PathValues values) {
        return healthy(std::move(request), std::move(values));
    });
    router.add("GET", "/readyz", [this](net::Request request, PathValues values) {
        return ready(std::move(request), std::move(values));
    });
}

boost::asio::awaitable<net::Response> OperatorRoutes::healthy(net::Request, PathValues)
{
    co_return state_answer("ok", 200);
}

boost::asio::awaitable<net::Response> OperatorRoutes::ready(net::Request, PathValues)
{
    Store::Body body = [](Transaction& tx) -> Result<void> {
        tx.next_job_due();
        return {};
    };
    const Result<void> answered = co_await store_.read(std::move(body));
    co_return answered ? state_answer("ready", 200) : state_answer("store unavailable", 503);
}

} // namespace billbridge::web
