#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "emulator/kit/clock.hpp"
#include "emulator/pipedrive/app.hpp"
#include "emulator/quickbooks/app.hpp"
#include "net/event_loop.hpp"
#include "net/http_client.hpp"
#include "net/http_server.hpp"

#include <memory>
#include <string>

namespace emulator {

struct Endpoint {
    std::string address = "127.0.0.1";
    unsigned short port = 0; ///< 0: any free one
};

struct VendorOptions {
    Endpoint pipedrive;
    Endpoint quickbooks;
    std::string seed = "craigs";
    /// Whether the vendors refuse too many requests.
    bool limits = true;
    /// Where the app's server is reached from a browser.
    std::string app_url = "http://127.0.0.1:8080";
    /// Where QuickBooks tells of changes; empty: /webhooks/quickbooks of the app's server.
    std::string quickbooks_webhook_url;
};

/// Both emulated vendors, each on its own port, with one clock.
class Vendors {
public:
    /// What the vendors run on; all of it must outlive them.
    struct Surroundings {
        billbridge::net::EventLoop& loop;
        billbridge::Clock& clock;
        billbridge::net::HttpClient& client; ///< for what a vendor sends to the app
        billbridge::Log& log;
    };

    /// Fails with `invalid` where the seed is unknown or an address is malformed or taken.
    static billbridge::Result<std::unique_ptr<Vendors>> open(Surroundings surroundings,
                                                             VendorOptions options);

    ~Vendors();
    Vendors(const Vendors&) = delete;
    Vendors& operator=(const Vendors&) = delete;

    pipedrive::App& pipedrive() { return pipedrive_; }
    quickbooks::App& quickbooks() { return quickbooks_; }
    kit::EmulatorClock& clock() { return clock_; }
    std::string pipedrive_url() const;
    std::string quickbooks_url() const;
    unsigned short pipedrive_port() const { return pipedrive_site_->port(); }
    unsigned short quickbooks_port() const { return quickbooks_site_->port(); }

    /// Closes both ports; returns when the last connection is gone or hangs too long.
    billbridge::Routine stop();

private:
    Vendors(Surroundings surroundings, const VendorOptions& options);

    kit::EmulatorClock clock_;
    pipedrive::App pipedrive_;
    quickbooks::App quickbooks_;
    VendorOptions options_;
    std::shared_ptr<bool> is_closed_ = std::make_shared<bool>(false);
    std::unique_ptr<billbridge::net::HttpServer> pipedrive_site_;
    std::unique_ptr<billbridge::net::HttpServer> quickbooks_site_;
};

} // namespace emulator
