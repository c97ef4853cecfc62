#include "emulator/kit/app.hpp"

#include "emulator/kit/control_api.hpp"
#include "net/http_server.hpp"

namespace emulator::kit {

using net::Request;
using net::Response;

namespace {

/// More than any client of an accounting or sales API can want to read in one answer.
constexpr std::size_t huge_body = 32u << 20;

bool is_control(const Request& request)
{
    return request.path.starts_with(control_prefix);
}

std::string pattern(const Router::Match& match)
{
    return match.route == nullptr ? "" : match.route->pattern;
}

/// Without effect on the vendor's data: what the fault answers in its place. None where the request
/// takes effect.
std::optional<Response> answer_in_place(const App& app, const FaultRule& fault)
{
    switch (fault.action) {
    case FaultAction::status:
        return Response{.status = fault.status, .headers = fault.headers, .body = fault.body};
    case FaultAction::vendor:
        return app.refusal(fault.code);
    default:
        return std::nullopt;
    }
}

void spoil(Response& response, FaultAction action)
{
    if (action == FaultAction::garbage) {
        response.body = "<html><!-- not what you asked for \x01{\"";
    } else if (action == FaultAction::huge) {
        response.body = std::string(huge_body, ' ');
    }
}

} // namespace

App::App(EmulatorClock& clock, std::string seed_name)
    : clock_(clock), seed_name_(std::move(seed_name))
{
    add_control_api(router_, *this);
}

Response App::handle(const Request& request)
{
    return answer(request, take_fault(request));
}

std::optional<FaultRule> App::take_fault(const Request& request)
{
    if (faults_.rules().empty() || is_control(request)) {
        return std::nullopt;
    }
    const auto match = router_.find(request.method, request.path);
    return faults_.next(request.method, pattern(match), request.path);
}

Response App::answer(const Request& request, const std::optional<FaultRule>& fault)
{
    const auto match = router_.find(request.method, request.path);
    if (is_control(request)) {
        return call(request, match);
    }
    LoggedRequest entry{.time = clock_.now(),
                        .method = request.method,
                        .path = request.path,
                        .route = pattern(match),
                        .fault = fault ? std::string(name(fault->action)) : ""};
    const FaultAction action = fault ? fault->action : FaultAction::delay;
    if (action == FaultAction::cut_before || action == FaultAction::hang) {
        log_.add(std::move(entry));
        throw net::ConnectionCut();
    }
    auto in_place = fault ? answer_in_place(*this, *fault) : std::nullopt;
    Response response = in_place ? *std::move(in_place) : call(request, match);
    const bool cut = action == FaultAction::cut_after;
    entry.status = cut ? 0 : response.status;
    // The vendor meters what it has answered with success, whether or not the answer arrived.
    entry.metered =
        match.route != nullptr && response.status < 400 && is_metered(*match.route, request);
    log_.add(std::move(entry));
    if (cut) {
        throw net::ConnectionCut();
    }
    spoil(response, action);
    return response;
}

Response App::call(const Request& request, const Router::Match& match)
{
    if (match.route == nullptr) {
        return unknown_route(request, match.knows_path);
    }
    Response response = match.route->handler(request, match.params);
    tend();
    return response;
}

App::Entry App::enter(const Request&)
{
    return {};
}

void App::log_refusal(const Request& request, int status)
{
    const auto match = router_.find(request.method, request.path);
    log_.add({.time = clock_.now(),
              .method = request.method,
              .path = request.path,
              .route = pattern(match),
              .status = status});
}

std::optional<Response> App::refusal(std::string_view) const
{
    return std::nullopt;
}

bool App::is_metered(const Route& route, const Request&) const
{
    return route.metering == Metering::metered;
}

Response App::unknown_route(const Request&, bool knows_path) const
{
    return {.status = knows_path ? 405 : 404,
            .headers = {{"content-type", "text/plain; charset=utf-8"}},
            .body = knows_path ? "method not allowed\n" : "not found\n"};
}

} // namespace emulator::kit
