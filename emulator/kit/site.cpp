#include "emulator/kit/site.hpp"

#include "emulator/kit/instant.hpp"

namespace emulator::kit {

using billbridge::Clock;
using boost::asio::awaitable;

namespace {

/// How long a connection hangs before it is cut: longer than any client waits.
constexpr std::chrono::minutes hang_time{10};
/// A connection that hangs on purpose must not hold up the end of the program.
constexpr std::chrono::milliseconds stop_timeout{200};
/// QuickBooks takes uploads of up to 100 MB; what is too long for a call its route says itself.
constexpr std::size_t body_max = 101u << 20;

/// With the time of the emulator's clock, so that an app can tell by how much its own differs.
net::Response dated(net::Response response, const App& app)
{
    response.headers.set("date", format_http_date(app.clock().now()));
    return response;
}

awaitable<net::Response> serve(App& app, Clock& clock, net::Request request)
{
    const App::Entry entry = app.enter(request);
    if (entry.refusal) {
        app.log_refusal(request, entry.refusal->status);
        co_return dated(*entry.refusal, app);
    }
    const std::optional<FaultRule> fault = app.take_fault(request);
    if (fault) {
        const bool hangs = fault->action == FaultAction::hang;
        const std::chrono::milliseconds wait = hangs ? hang_time : fault->delay;
        if (wait.count() > 0) {
            co_await clock.sleep_until(clock.now() + wait);
        }
    }
    co_return dated(app.answer(request, fault), app);
}

} // namespace

billbridge::Result<std::unique_ptr<net::HttpServer>> open_site(net::EventLoop& loop,
                                                               Clock& clock,
                                                               billbridge::Log& log,
                                                               App& app,
                                                               std::string address,
                                                               unsigned short port)
{
    net::ServerOptions options{.address = std::move(address), .port = port};
    options.stop_timeout = stop_timeout;
    options.body_max = body_max;
    return net::HttpServer::open(
        loop,
        std::move(options),
        [&app, &clock](net::Request request) { return serve(app, clock, std::move(request)); },
        log);
}

} // namespace emulator::kit
