#include "web/answer.hpp"
#include "web/grant_flow.hpp"
#include "web/order_wire.hpp"
#include "web/router.hpp"
#include "web/signed_text.hpp"
#include "web/webhook_routes.hpp"
#include "web/wire.hpp"

#include "core/test_support.hpp"
#include "net/memory_log.hpp"
#include "text/embedded_catalogues.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::web;

namespace {

class StillClock : public Clock {
public:
    Time now() const override { return time; }
    Routine sleep_until(Time) override { co_return; }
    Time time = std::chrono::sys_days(std::chrono::year(2026) / 11 / 20);
};

const text::Catalogue& catalogue()
{
    static const text::Catalogue catalogue = text::Catalogue::open(text::embedded_catalogues());
    return catalogue;
}

boost::asio::awaitable<net::Response> nothing(net::Request, PathValues)
{
    co_return net::Response{};
}

constexpr char good_order[] =
    R"({"deal":17,"deal_title":"Roof","contact":{"kind":"organization","id":12},"payer":"58",
    "details":{"name":"Lee","email":"","tax_id":null,"address":{"text":"a","street":"","city":"","region":"","postal_code":"","country":""}},
    "currency":"USD","date":"2026-11-20","due_date":"2026-12-04",
    "lines":[{"item":"11","item_name":"Pump","description":"d","quantity":"128.350","unit_price":14.50,"product":5,"variation":0},
             {"item":"4","description":"","quantity":"1","unit_price":"2","product":null}]})";

/// The field that is complained of after one member of the good order was replaced.
std::string complaint(const std::string& from, const std::string& to)
{
    std::string text = good_order;
    text.replace(text.find(from), from.size(), to);
    const auto order = order_from_json(*Json::parse(text));
    return order ? "ok" : order.error().field;
}

struct Flow {
    StillClock clock;
    net::MemoryLog log;
    Signer signer{Secret("key")};
    GrantFlow flow{signer, clock, catalogue(), true, log};

    net::Request callback(const std::string& state, const std::string& cookie) const
    {
        net::Request request;
        request.query = {{"state", state}};
        request.headers.add("Cookie", cookie);
        return request;
    }
};

std::string nonce_cookie(const std::string& set_cookie)
{
    return set_cookie.substr(0, set_cookie.find(';'));
}

} // namespace

TEST_CASE("routes match by part; HEAD goes to GET; a wrong method names the right ones")
{
    Router router;
    router.add("GET", "/deals/{deal}/draft", nothing);
    router.add("PUT", "/settings", nothing);
    router.add("GET", "/settings", nothing);

    CHECK(router.find("GET", "/deals/17/draft").values.at("deal") == "17");
    CHECK(router.find("HEAD", "/deals/17/draft").handler != nullptr);
    CHECK(router.find("POST", "/settings").handler == nullptr);
    CHECK(router.find("POST", "/settings").allowed == "PUT, GET");
    for (const char* path :
         {"/deals//draft", "/deals/17", "/deals/17/draft/", "/", "/other", "settings"}) {
        CAPTURE(path);
        CHECK(router.find("GET", path).handler == nullptr);
    }
}

TEST_CASE("a signed text serves one purpose, for its time, unaltered")
{
    const Signer signer{Secret("key")};
    const Time now = StillClock().time;
    const Time later = now + std::chrono::minutes(5);
    Json claims;
    claims.set("company", 4711);
    const std::string text = signer.sign("connect", claims, later);

    CHECK((*signer.verify("connect", text, now))["company"].int_or(0) == 4711);
    CHECK_FALSE(signer.verify("install", text, now).has_value());
    CHECK_FALSE(signer.verify("connect", text, later).has_value());
    CHECK_FALSE(signer.verify("connect", "x" + text, now).has_value());
    CHECK_FALSE(signer.verify("connect", text.substr(0, text.size() - 1), now).has_value());
    CHECK_FALSE(signer.verify("connect", "", now).has_value());
    CHECK_FALSE(Signer{Secret("other")}.verify("connect", text, now).has_value());
}

TEST_CASE("a callback counts only in the browser that began, and only in time")
{
    Flow rig;
    const GrantFlow::Started started = rig.flow.start("books", Json::object());
    const std::string cookie = nonce_cookie(started.cookie);

    CHECK(started.cookie.find("HttpOnly; SameSite=Lax; Secure") != std::string::npos);
    CHECK(rig.flow.finish("books", rig.callback(started.state, "a=b; " + cookie)).has_value());
    CHECK_FALSE(rig.flow.finish("books", rig.callback(started.state, "")).has_value());
    CHECK_FALSE(rig.flow.finish("books", rig.callback(started.state, "billbridge_books=other"))
                    .has_value());
    CHECK_FALSE(rig.flow.finish("install", rig.callback(started.state, cookie)).has_value());
    CHECK_FALSE(rig.flow.finish("books", rig.callback("forged", cookie)).has_value());
    rig.clock.time += GrantFlow::state_life;
    CHECK_FALSE(rig.flow.finish("books", rig.callback(started.state, cookie)).has_value());
}

TEST_CASE("how a flow ended is shown on a clean page, escaped, in the person's language or else "
          "the browser's")
{
    Flow rig;
    const net::Response sent = rig.flow.outcome(
        {{"page.connected", {}},
         {"page.connected_text", {{"books", "<b>Craig's</b>"}, {"company", "Acme"}}},
         {}});
    const std::string location(sent.headers.get("Location"));
    net::Request request;
    request.query = {{"outcome", location.substr(location.find('=') + 1)}};
    request.headers.add("Accept-Language", "pl");

    const net::Response shown = rig.flow.show(request);

    CHECK(sent.status == 302);
    CHECK(shown.status == 200);
    CHECK(shown.body.find("QuickBooks jest połączony") != std::string::npos);
    CHECK(shown.body.find("&lt;b&gt;Craig&#39;s&lt;/b&gt;") != std::string::npos);
    const net::Response english = rig.flow.outcome({{"page.connected", {}}, {}, {}}, "en");
    const std::string address(english.headers.get("Location"));
    request.query = {{"outcome", address.substr(address.find('=') + 1)}};
    CHECK(rig.flow.show(request).body.find("QuickBooks is connected") != std::string::npos);
    request.query = {{"outcome", "forged"}};
    CHECK(rig.flow.show(request).status == 400);
}

TEST_CASE("an order is read with amounts as text or number, to the digit")
{
    const auto order = order_from_json(*Json::parse(good_order));

    REQUIRE(order.has_value());
    CHECK(order->payer == PayerId("58"));
    CHECK(order->contact == Contact{RecordKind::organization, 12});
    CHECK(to_string(order->lines[0].quantity) == "128.350");
    CHECK(to_string(order->lines[0].unit_price) == "14.50");
    REQUIRE(order->item_links.size() == 1);
    CHECK(order->item_links[0].item_name == "Pump");
}

TEST_CASE("each broken member of an order is named by its path")
{
    CHECK(complaint("17", "\"x\"") == "deal");
    CHECK(complaint("17", "-1") == "deal");
    CHECK(complaint("\"organization\"", "\"deal\"") == "contact");
    CHECK(complaint("\"58\"", "58") == "payer");
    CHECK(complaint("\"Lee\"", "[]") == "details.name");
    CHECK(complaint("\"USD\"", "\"dollars\"") == "currency");
    CHECK(complaint("\"2026-11-20\"", "\"20.11.2026\"") == "date");
    CHECK(complaint("\"2026-12-04\"", "null") == "due_date");
    CHECK(complaint("\"128.350\"", "\"1,5\"") == "lines[0].quantity");
    CHECK(complaint("14.50", "null") == "lines[0].unit_price");
    CHECK(complaint("\"4\"", "4") == "lines[1].item");
    CHECK(complaint("\"58\"", "null") == "ok");
}

TEST_CASE("a failure is told in the person's language with the request id")
{
    Error error = invalid({"error.quantity", {}}, "secret detail", "lines[0].quantity");
    error.retry_after = std::chrono::seconds(7);

    const net::Response response = error_answer(error, catalogue(), text::Language::pl, "r1");

    CHECK(response.status == 400);
    CHECK(response.headers.get("Retry-After") == "7");
    CHECK(
        response.body ==
        R"({"error":{"kind":"invalid","key":"error.quantity","message":"Ilość musi być większa od zera.",)"
        R"("field":"lines[0].quantity","retry_after":7,"request_id":"r1"}})");
}

namespace {

/// A store that is never asked.
class NoStore : public Store {
public:
    Task<void> read(Body) override { co_return fail(unavailable({"error.storage", {}}, "down")); }
    Task<void> write(Body) override { co_return fail(unavailable({"error.storage", {}}, "down")); }
};

Task<net::Response> answer_of(const Router::Handler& handler, net::Request request)
{
    PathValues values;
    co_return co_await handler(std::move(request), std::move(values));
}

int status_of_notice(NoticeReader reader)
{
    NoStore store;
    StillClock clock;
    net::MemoryLog log;
    Router router;
    WebhookRoutes routes(std::move(reader), store, clock, catalogue(), log);
    routes.add_to(router);
    const auto* handler = router.find("POST", "/webhooks/quickbooks").handler;
    net::Request request;
    request.headers.add("intuit-signature", "signature");
    request.body = "body";
    const auto answer = billbridge::test::run_task(answer_of(*handler, std::move(request)));
    CHECK(log.lines.size() == 1);
    return answer->status;
}

} // namespace

TEST_CASE("a notice that cannot be verified, read or stored is refused, so that it comes again")
{
    CHECK(status_of_notice({}) == 503);
    CHECK(status_of_notice([](std::string_view, std::string_view) {
              return fail(unauthorized({"error.notice_signature", {}}, "wrong"));
          }) == 401);
    CHECK(status_of_notice([](std::string_view signature, std::string_view body) {
              CHECK(signature == "signature");
              CHECK(body == "body");
              return std::vector<HeardNotice>{};
          }) == 503);
}
