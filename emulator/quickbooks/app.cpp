#include "emulator/quickbooks/app.hpp"

#include "emulator/kit/html.hpp"
#include "emulator/quickbooks/api/answer.hpp"
#include "emulator/quickbooks/api/api.hpp"
#include "emulator/quickbooks/control.hpp"
#include "emulator/quickbooks/control_webhooks.hpp"
#include "emulator/quickbooks/oauth/oauth.hpp"
#include "emulator/quickbooks/pages/apps_page.hpp"
#include "emulator/quickbooks/pages/customer_page.hpp"
#include "emulator/quickbooks/pages/invoice_page.hpp"
#include "emulator/quickbooks/pages/list_pages.hpp"
#include "emulator/quickbooks/pages/payment_page.hpp"
#include "emulator/quickbooks/pages/portal_page.hpp"
#include "emulator/quickbooks/seed.hpp"

#include <stdexcept>

namespace emulator::quickbooks {

using net::Request;
using net::Response;

App::App(kit::EmulatorClock& clock, Options options)
    : kit::App(clock, options.seed),
      context_{.options = options,
               .clock = clock,
               .companies = {},
               .authority = {},
               .id_tokens = {},
               .notifier = {clock, {.url = options.webhook_url}, options.send},
               .throttle = {},
               .meter = {}}
{
    if (!App::seed(context_.options.seed)) {
        throw std::invalid_argument("unknown seed: " + context_.options.seed);
    }
    context_.throttle.is_on = context_.options.limits;
    add_oauth();
    add_api(router_, context_);
    add_pages();
    add_control();
}

bool App::seed(std::string_view name)
{
    auto companies = seeded_companies(name, context_.now());
    if (companies.empty()) {
        return false;
    }
    context_.companies = std::move(companies);
    context_.authority = Authority();
    context_.meter = Meter();
    context_.notifier.drop_all();
    return true;
}

void App::tend()
{
    context_.notifier.tend(context_.companies, [&](std::string_view realm) {
        return context_.authority.is_connected(realm);
    });
}

kit::App::Entry App::enter(const Request& request)
{
    constexpr std::string_view base = "/v3/company/";
    if (!request.path.starts_with(base)) {
        return {};
    }
    const std::string_view rest = std::string_view(request.path).substr(base.size());
    auto pass = context_.throttle.enter(std::string(rest.substr(0, rest.find('/'))));
    if (pass == nullptr) {
        return {.pass = nullptr, .refusal = answer::refusal(fault("3001"), context_.now())};
    }
    return {.pass = std::move(pass), .refusal = std::nullopt};
}

std::optional<Response> App::refusal(std::string_view code) const
{
    return is_known(code) ? std::optional(answer::refusal(fault(code), context_.now()))
                          : std::nullopt;
}

bool App::is_metered(const kit::Route& route, const Request& request) const
{
    return is_charged(route.metering, request);
}

void App::add_oauth()
{
    using Params = const kit::Params&;
    Context& context = context_;
    for (const char* path :
         {"/.well-known/openid_configuration", "/.well-known/openid_sandbox_configuration"}) {
        router_.add(
            "GET", path, [](const Request& request, Params) { return oauth::discovery(request); });
    }
    router_.add(
        "GET", "/op/v1/jwks", [&context](const Request&, Params) { return oauth::keys(context); });
    auto add = [&](const char* method, const char* path, auto handler) {
        router_.add(method, path, [&context, handler](const Request& request, Params) {
            return handler(context, request);
        });
    };
    add("GET", "/connect/oauth2", oauth::ask_consent);
    add("POST", "/connect/oauth2", oauth::decide);
    add("POST", "/oauth2/v1/tokens/bearer", oauth::token);
    add("POST", "/v2/oauth2/tokens/revoke", oauth::revoke);
    add("GET", "/v1/openid_connect/userinfo", oauth::user_info);
}

void App::add_pages()
{
    using Params = const kit::Params&;
    Context& context = context_;
    auto add = [&](const char* method, const char* path, auto handler) {
        router_.add(method, path, [&context, handler](const Request& request, Params) {
            return handler(context, request);
        });
    };
    router_.add(
        "GET", "/", [](const Request&, Params) { return kit::html::see_other("/app/invoices"); });
    add("GET", "/app/invoices", pages::invoices_page);
    add("GET", "/app/payments", pages::payments_page);
    add("GET", "/app/customers", pages::customers_page);
    add("GET", "/app/items", pages::items_page);
    add("GET", "/app/sentemails", pages::emails_page);
    add("GET", "/app/customerdetail", pages::customer_page);
    add("POST", "/app/customerdetail", pages::save_customer);
    add("GET", "/app/invoice", pages::invoice_page);
    add("POST", "/app/invoice", pages::change_invoice);
    add("GET", "/app/invoice/confirm", pages::confirm_change);
    add("GET", "/app/invoice/edit", pages::edit_page);
    add("POST", "/app/invoice/edit", pages::save_edit);
    add("GET", "/app/recvpayment", pages::payment_page);
    add("POST", "/app/recvpayment", pages::change_payment);
    add("GET", "/app/apps", pages::apps_page);
    add("POST", "/app/apps", pages::disconnect_app);
    add("GET", "/portal/invoice", pages::portal_page);
    add("POST", "/portal/invoice", pages::pay_online);
}

void App::add_control()
{
    using Params = const kit::Params&;
    Context& context = context_;
    auto add = [&](const char* method, const char* path, auto handler) {
        router_.add(method, path, [&context, handler](const Request& request, Params params) {
            return handler(context, request, params);
        });
    };
    add("GET", "/_emulator/state", control::get_state);
    add("POST", "/_emulator/payments", control::add_payment);
    add("GET", "/_emulator/webhooks", control::get_webhooks);
    add("POST", "/_emulator/webhooks", control::set_webhooks);
    add("DELETE", "/_emulator/webhooks", control::drop_webhooks);
    add("POST", "/_emulator/webhooks/deliver", control::deliver_webhooks);
    add("POST", "/_emulator/webhooks/forge", control::forge_webhook);
    add("POST", "/_emulator/deposits", control::add_deposit);
    add("GET", "/_emulator/emails", control::list_emails);
    add("POST", "/_emulator/expire-access-tokens", control::expire_access_tokens);
    add("POST", "/_emulator/disconnect", control::disconnect);
    add("GET", "/_emulator/limits", control::get_limits);
    add("POST", "/_emulator/limits", control::set_limits);
    add("POST", "/_emulator/merges", control::merge);
    add("GET", "/_emulator/oauth", control::get_oauth);
    add("POST", "/_emulator/oauth", control::set_oauth);
    add("POST", "/_emulator/subscription", control::set_subscription);
    add("GET", "/_emulator/records/{entity}", control::list_records);
    add("POST", "/_emulator/records/{entity}", control::create_record);
    add("POST", "/_emulator/records/{entity}/{id}", control::change_record);
    add("DELETE", "/_emulator/records/{entity}/{id}", control::remove_record);
}

} // namespace emulator::quickbooks
