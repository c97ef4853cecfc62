#include "emulator/vendors.hpp"

#include "emulator/kit/site.hpp"

#include <functional>
#include <stdexcept>

namespace emulator {

namespace net = billbridge::net;
using billbridge::Result;
using billbridge::Routine;

namespace {

Routine deliver(net::HttpClient& client, billbridge::Log& log, net::ClientRequest request)
{
    const std::string method = request.method;
    const auto answer = co_await client.send(std::move(request));
    const std::string outcome = answer ? std::to_string(answer->status) : answer.error().cause;
    log.info("sent to the app", {{"method", method}, {"outcome", outcome}});
}

/// How a vendor sends a request to the app and forgets it.
std::function<void(net::ClientRequest)> sender(Vendors::Surroundings around)
{
    return [around](net::ClientRequest request) {
        around.loop.spawn("to the app", deliver(around.client, around.log, std::move(request)));
    };
}

Routine bring(net::HttpClient& client, net::ClientRequest request, kit::Courier::Done done)
{
    const auto answer = co_await client.send(std::move(request));
    done(answer ? answer->status : 0);
}

/// How a vendor sends a request to the app and hears what became of it.
kit::Courier::Send postman(Vendors::Surroundings around)
{
    return [around](net::ClientRequest request, kit::Courier::Done done) {
        around.loop.spawn("to the app", bring(around.client, std::move(request), std::move(done)));
    };
}

Routine fetch(net::HttpClient& client, net::ClientRequest request, pipedrive::AppCalls::Done done)
{
    auto answer = co_await client.send(std::move(request));
    done(answer ? std::optional(*std::move(answer)) : std::nullopt);
}

/// How a vendor asks the app for something that a page waits for.
pipedrive::AppCalls::Send asker(Vendors::Surroundings around)
{
    return [around](net::ClientRequest request, pipedrive::AppCalls::Done done) {
        around.loop.spawn("to the app", fetch(around.client, std::move(request), std::move(done)));
    };
}

/// Between requests, whether something is due is looked up so often.
constexpr std::chrono::milliseconds tend_interval{100};

/// Lets the vendors do what they do by themselves, until they are closed.
Routine tend(billbridge::Clock& clock, Vendors& vendors, std::shared_ptr<const bool> is_closed)
{
    while (!*is_closed) {
        vendors.pipedrive().tend();
        vendors.quickbooks().tend();
        co_await clock.sleep_until(clock.now() + tend_interval);
    }
}

std::string url(const Endpoint& endpoint, const net::HttpServer& server)
{
    return "http://" + endpoint.address + ":" + std::to_string(server.port());
}

} // namespace

Vendors::Vendors(Surroundings around, const VendorOptions& options)
    : clock_(around.clock), pipedrive_(clock_,
                                       {.app_url = options.app_url,
                                        .seed = options.seed,
                                        .send = sender(around),
                                        .send_hook = postman(around),
                                        .ask = asker(around),
                                        .limits = options.limits}),
      quickbooks_(clock_,
                  {.seed = options.seed,
                   .webhook_url = options.quickbooks_webhook_url.empty()
                                      ? options.app_url + "/webhooks/quickbooks"
                                      : options.quickbooks_webhook_url,
                   .disconnect_url = options.app_url + "/quickbooks/disconnect",
                   .send = postman(around),
                   .limits = options.limits}),
      options_(options)
{
}

Result<std::unique_ptr<Vendors>> Vendors::open(Surroundings around, VendorOptions options)
{
    std::unique_ptr<Vendors> vendors;
    try {
        vendors.reset(new Vendors(around, options));
    } catch (const std::invalid_argument& unknown_seed) {
        return fail(billbridge::invalid({"error.internal", {}}, unknown_seed.what()));
    }
    TRY(vendors->pipedrive_site_,
        kit::open_site(around.loop,
                       around.clock,
                       around.log,
                       vendors->pipedrive_,
                       options.pipedrive.address,
                       options.pipedrive.port));
    TRY(vendors->quickbooks_site_,
        kit::open_site(around.loop,
                       around.clock,
                       around.log,
                       vendors->quickbooks_,
                       options.quickbooks.address,
                       options.quickbooks.port));
    around.loop.spawn("vendors", tend(around.clock, *vendors, vendors->is_closed_));
    return vendors;
}

std::string Vendors::pipedrive_url() const
{
    return url(options_.pipedrive, *pipedrive_site_);
}

std::string Vendors::quickbooks_url() const
{
    return url(options_.quickbooks, *quickbooks_site_);
}

Vendors::~Vendors()
{
    *is_closed_ = true;
}

Routine Vendors::stop()
{
    *is_closed_ = true;
    co_await pipedrive_site_->stop();
    co_await quickbooks_site_->stop();
}

} // namespace emulator
