#include "web/install_routes.hpp"

#include "crypto/crypto.hpp"

namespace billbridge::web {

namespace {

constexpr char purpose[] = "install";

/// Where Pipedrive shows the app's settings (facts 1.11).
std::string settings_page(const Installation& installation, const std::string& client_id)
{
    return installation.api_base + "/settings/marketplace/app/" + client_id + "/app-settings";
}

net::Response empty_answer(int status)
{
    return {status, {{"Content-Type", "application/json"}}, "{}"};
}

} // namespace

InstallRoutes::InstallRoutes(Authorizer& crm,
                             Authorizer& books,
                             Gateways& gateways,
                             Store& store,
                             Clock& clock,
                             const GrantFlow& flow,
                             Options options,
                             Log& log)
    : crm_(crm), books_(books), gateways_(gateways), store_(store), clock_(clock), flow_(flow),
      options_(std::move(options)), log_(log)
{
}

void InstallRoutes::add_to(Router& router)
{
    router.add("GET", "/pipedrive/install", [this](net::Request request, PathValues values) {
        return start(std::move(request), std::move(values));
    });
    router.add("GET", "/pipedrive/callback", [this](net::Request request, PathValues values) {
        return callback(std::move(request), std::move(values));
    });
    router.add("DELETE", "/pipedrive/callback", [this](net::Request request, PathValues values) {
        return uninstalled(std::move(request), std::move(values));
    });
}

boost::asio::awaitable<net::Response> InstallRoutes::start(net::Request request, PathValues)
{
    const GrantFlow::Started started = flow_.start(purpose, Json::object());
    Result<std::string> url = co_await crm_.authorize_url(started.state);
    if (!url) {
        co_return flow_.failure(url.error(), request);
    }
    net::Response response = redirect(*std::move(url));
    response.headers.add("Set-Cookie", started.cookie);
    co_return response;
}

boost::asio::awaitable<net::Response> InstallRoutes::callback(net::Request request, PathValues)
{
    if (!request.parameter("error").empty()) {
        co_return flow_.outcome({{"page.refused", {}}, {"page.refused_text", {}}, {}});
    }
    if (request.parameter("state").empty()) {
        // The Marketplace starts installs by itself, without a state. Its code is not used, because
        // anybody could have planted it; the browser asks for one of our own.
        co_return redirect("/pipedrive/install");
    }
    const Result<Json> claims = flow_.finish(purpose, request);
    if (!claims) {
        co_return flow_.failure(claims.error(), request);
    }
    std::string code(request.parameter("code"));
    const Result<Installation> installed =
        co_await install(crm_, gateways_, store_, clock_, std::move(code));
    if (!installed) {
        co_return flow_.failure(installed.error(), request);
    }
    log_.info("installed",
              {{"request_id", request.id},
               {"company", to_string(installed->user.company)},
               {"user", to_string(installed->user.user)}});
    co_return redirect(settings_page(*installed, options_.client_id));
}

bool InstallRoutes::is_pipedrive(const net::Request& request) const
{
    const std::string expected =
        "Basic " + crypto::base64(options_.client_id + ":" + options_.client_secret.reveal());
    return crypto::equal(request.headers.get("Authorization"), expected);
}

boost::asio::awaitable<net::Response> InstallRoutes::uninstalled(net::Request request, PathValues)
{
    if (!is_pipedrive(request)) {
        log_.warning("uninstall refused", {{"request_id", request.id}});
        co_return empty_answer(401);
    }
    const Result<Json> body = Json::parse(request.body);
    const Json fields = body ? *body : Json();
    const Caller caller{CompanyId(fields["company_id"].int_or(0)),
                        UserId(fields["user_id"].int_or(0))};
    if (caller.company.value() <= 0 || caller.user.value() <= 0) {
        log_.warning("uninstall without company and user", {{"request_id", request.id}});
        co_return empty_answer(400);
    }
    const Result<void> done = co_await uninstall(books_, store_, log_, caller);
    if (!done) {
        log_.error("uninstall failed", {{"request_id", request.id}, {"cause", done.error().cause}});
        co_return empty_answer(503);
    }
    log_.info("uninstalled",
              {{"request_id", request.id},
               {"company", to_string(caller.company)},
               {"user", to_string(caller.user)}});
    co_return empty_answer(200);
}

} // namespace billbridge::web
