#include "application.hpp"

#include "core/books_lists.hpp"
#include "core/books_memory.hpp"
#include "core/token_keeper.hpp"
#include "core/user_keeper.hpp"
#include "crypto/crypto.hpp"
#include "crypto/sealer.hpp"
#include "gateways.hpp"
#include "jobs/sweep.hpp"
#include "jobs/sync.hpp"
#include "jobs/worker.hpp"
#include "key_file.hpp"
#include "net/curl_client.hpp"
#include "net/http_server.hpp"
#include "quickbooks/notices.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "text/embedded_catalogues.hpp"
#include "ui_files.hpp"
#include "web/account_routes.hpp"
#include "web/connect_routes.hpp"
#include "web/customer_routes.hpp"
#include "web/install_routes.hpp"
#include "web/invoice_routes.hpp"
#include "web/item_routes.hpp"
#include "web/kept_draft_routes.hpp"
#include "web/operator_routes.hpp"
#include "web/settings_routes.hpp"
#include "web/site.hpp"
#include "web/template_routes.hpp"
#include "web/ui_routes.hpp"
#include "web/webhook_routes.hpp"

#include <chrono>

namespace billbridge::server {

namespace {

/// How often a stop looks whether the last job has come to an end, and how long it waits for that:
/// the job is on disk, so giving up on it loses nothing.
constexpr std::chrono::milliseconds stop_poll{20};
constexpr std::chrono::seconds stop_max{10};

std::vector<Secret> jwt_keys(const Config::Pipedrive& pipedrive)
{
    std::vector<Secret> keys{pipedrive.jwt_secret};
    if (pipedrive.former_jwt_secret) {
        keys.push_back(*pipedrive.former_jwt_secret);
    }
    return keys;
}

/// Signs what comes back through browsers. Derived from the key file, so that it survives a restart
/// and belongs to this server alone.
Secret signing_key(const Secret& key)
{
    return Secret(crypto::hmac_sha256(key.reveal(), "billbridge: signed texts"));
}

/// Empty where no verifier is configured.
NoticeReader notice_reader(const Config::QuickBooks& quickbooks, Clock& clock)
{
    if (!quickbooks.webhook_verifier) {
        return {};
    }
    return [verifier = *quickbooks.webhook_verifier, &clock](std::string_view signature,
                                                             std::string_view body) {
        return quickbooks::read_notices(verifier, signature, body, clock.now());
    };
}

jobs::Worker::Spawn spawner(net::EventLoop& loop)
{
    return [&loop](std::string name, Routine routine) {
        loop.spawn(std::move(name), std::move(routine));
    };
}

} // namespace

/// The objects of the running server, each built from those above it.
struct Application::Parts {
    Config config;
    net::EventLoop& loop;
    Log& log;
    Secret key;
    std::unique_ptr<Clock> system_clock;
    std::unique_ptr<Store> store;

    Clock& clock = *system_clock;
    text::Catalogue catalogue = text::Catalogue::open(text::embedded_catalogues());
    std::unique_ptr<net::HttpClient> http = net::make_curl_client(loop);
    std::unique_ptr<Authorizer> crm = make_crm_authorizer(config, *http);
    std::unique_ptr<Authorizer> books = make_books_authorizer(config, *http);
    const std::string process = crypto::random_uuid();
    TokenKeeper tokens{*store, clock, *crm, *books, log, process};
    VendorGateways gateways{config, *http, tokens, log};
    BooksListsCache books_lists{gateways, clock};
    BooksMemory books_memory{gateways, clock};

    jobs::CreateInvoice create_invoice{gateways, *store, clock, catalogue, log};
    jobs::Worker worker{create_invoice, *store, clock, spawner(loop), process, log};

    jobs::Sync sync{gateways, *store, clock, process, log};
    jobs::Sweeper sweeper{gateways, *store, clock, process, log};

    web::Signer signer{signing_key(key)};
    UserKeeper users{gateways, *store, clock, log};
    web::Sessions sessions{
        jwt_keys(config.pipedrive), *store, clock, [this](const Caller& caller) { seen(caller); }};
    web::GrantFlow flow{
        signer, clock, catalogue, config.server.public_url.starts_with("https://"), log};
    web::InstallRoutes install{*crm,
                               *books,
                               gateways,
                               *store,
                               clock,
                               flow,
                               {config.pipedrive.client_id, config.pipedrive.client_secret},
                               log};
    web::ConnectRoutes connect{*books, gateways, *store, clock, signer, flow, catalogue, log};
    web::AccountRoutes account{
        gateways, *books, *store, clock, signer, config.server.public_url, log};
    web::SettingsRoutes settings{gateways, *store, clock, books_lists};
    web::InvoiceRoutes invoices{gateways, *store, clock, books_lists, books_memory, worker};
    web::CustomerRoutes customers{gateways, *store};
    web::ItemRoutes items{gateways, *store, clock};
    web::TemplateRoutes templates{books_lists, *store};
    web::KeptDraftRoutes kept_drafts{*store, clock};
    web::UiRoutes ui{sessions,
                     catalogue,
                     ui_files(),
                     {config.pipedrive.invoice_modal, config.pipedrive.frame_ancestors}};
    web::OperatorRoutes operators{*store};
    web::WebhookRoutes webhooks{
        notice_reader(config.quickbooks, clock), *store, clock, catalogue, log};
    web::Router router{};
    web::ApiDescription description{web::embedded_api_description()};
    web::Api api{router, sessions, catalogue, description, log};
    web::Site site{router, catalogue};
    std::unique_ptr<net::HttpServer> server{};

    void seen(const Caller& caller)
    {
        if (users.is_due(caller)) {
            loop.spawn("user", users.look_again(caller));
        }
    }

    void add_routes()
    {
        install.add_to(router);
        connect.add_to(router);
        account.add_to(api);
        settings.add_to(api);
        invoices.add_to(api);
        customers.add_to(api);
        items.add_to(api);
        templates.add_to(api);
        kept_drafts.add_to(api);
        api.describe();
        ui.add_to(router);
        operators.add_to(router);
        webhooks.add_to(router);
    }
};

Application::Application(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Application::~Application() = default;

Result<std::unique_ptr<Application>>
Application::open(const Config& config, net::EventLoop& loop, Log& log)
{
    TRY(const Secret key, read_key_file(config.storage.key_file));
    TRY(crypto::Sealer sealer, crypto::Sealer::open(key));
    auto clock = std::make_unique<net::SystemClock>(loop);
    TRY(std::unique_ptr<Store> store,
        storage::SqliteStore::open(config.storage.path, std::move(sealer), *clock));
    std::unique_ptr<Parts> parts(
        new Parts{config, loop, log, key, std::move(clock), std::move(store)});
    parts->add_routes();
    net::ServerOptions options;
    options.address = config.server.address;
    options.port = config.server.port;
    net::Handler handler = [&site = parts->site](net::Request request) {
        return site.handle(std::move(request));
    };
    TRY(parts->server, net::HttpServer::open(loop, options, std::move(handler), log));
    return std::unique_ptr<Application>(new Application(std::move(parts)));
}

unsigned short Application::port() const
{
    return parts_->server->port();
}

void Application::start()
{
    parts_->loop.spawn("worker", parts_->worker.run());
    parts_->loop.spawn("sync", parts_->sync.run());
    parts_->loop.spawn("sweep", parts_->sweeper.run());
}

Routine Application::stop()
{
    parts_->worker.stop();
    parts_->sync.stop();
    parts_->sweeper.stop();
    co_await parts_->server->stop();
    const Time until = parts_->clock.now() + stop_max;
    const auto idle = [this] {
        return parts_->worker.idle() && parts_->sync.idle() && parts_->sweeper.idle();
    };
    while (!idle() && parts_->clock.now() < until) {
        co_await parts_->clock.sleep_until(parts_->clock.now() + stop_poll);
    }
    parts_->loop.stop();
}

} // namespace billbridge::server
