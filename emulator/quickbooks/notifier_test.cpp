#include "emulator/quickbooks/notifier.hpp"

#include "crypto/crypto.hpp"
#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;
using namespace std::chrono_literals;

namespace {

/// A connected company, and an app that keeps what it is told and answers as prepared.
struct ListeningWorld {
    ListeningWorld()
        : app(clock,
              {.webhook_url = "http://127.0.0.1:8080/webhooks/quickbooks",
               .send = [this](net::ClientRequest request, emulator::kit::Courier::Done done) {
                   told.push_back(std::move(request));
                   done(status);
               }})
    {
        // As a person's consent leaves it.
        Context& context = app.context();
        const std::string code =
            context.authority.issue_code({realm(), accounting}, callback, clock.now());
        REQUIRE(context.authority.exchange(code, callback, clock.now()));
    }

    std::string realm() { return app.context().companies.front().realm; }

    Json control(std::string method, std::string path, std::string body = {})
    {
        return json(app.handle(
            {.method = std::move(method), .path = "/_emulator" + path, .body = std::move(body)}));
    }

    void pay(const char* amount)
    {
        control(
            "POST", "/payments", std::string(R"({"invoice":"130","amount":")") + amount + R"("})");
    }

    void wait(std::chrono::milliseconds time)
    {
        clock.advance(time);
        app.tend();
    }

    emulator::kit::EmulatorClock clock{start};
    std::vector<net::ClientRequest> told;
    int status = 200;
    App app;
};

Json body_of(const net::ClientRequest& request)
{
    return *Json::parse(request.body);
}

} // namespace

TEST_CASE("what happens within a moment is told in one signed request of cloud events")
{
    ListeningWorld world;

    world.pay("1");
    world.pay("2");
    CHECK(world.told.empty());
    world.wait(1000ms);

    REQUIRE(world.told.size() == 1);
    const net::ClientRequest& request = world.told.front();
    const Json body = body_of(request);
    const auto& events = *body.if_array();
    REQUIRE(events.size() == 3); // two payments, and the invoice once
    CHECK(events[0]["specversion"] == Json("1.0"));
    CHECK(events[0]["type"] == Json("qbo.payment.created.v1"));
    CHECK(events[0]["intuitaccountid"] == Json(world.realm()));
    CHECK(events[0]["time"] == Json("2026-11-20T18:33:39.110000000Z"));
    CHECK(events[2]["type"] == Json("qbo.invoice.updated.v1"));
    CHECK(events[2]["intuitentityid"] == Json("130"));
    CHECK(request.headers.get("intuit-signature") ==
          billbridge::crypto::base64(billbridge::crypto::hmac_sha256("qb-verifier", request.body)));
}

TEST_CASE("the classic format groups by company")
{
    ListeningWorld world;
    world.control("POST", "/webhooks", R"({"format":"classic","aggregation_ms":0})");

    world.pay("1");

    REQUIRE(world.told.size() == 1);
    const Json notification = body_of(world.told.front())["eventNotifications"].if_array()->front();
    CHECK(notification["realmId"] == Json(world.realm()));
    const auto& entities = *notification["dataChangeEvent"]["entities"].if_array();
    REQUIRE(entities.size() == 2);
    CHECK(entities[0]["name"] == Json("Payment"));
    CHECK(entities[0]["operation"] == Json("Create"));
    CHECK(entities[0]["lastUpdated"] == Json("2026-11-20T18:33:39.110Z"));
}

TEST_CASE("later events wait until an earlier request is acknowledged")
{
    ListeningWorld world;
    world.control("POST", "/webhooks", R"({"aggregation_ms":0})");
    world.status = 500;

    world.pay("1");
    world.pay("2");
    CHECK(world.told.size() == 1);
    world.status = 200;
    world.wait(10s);

    CHECK(world.told.size() == 3);
    CHECK(world.told[0].body == world.told[1].body);
}

TEST_CASE("a merge tells which one is gone, in both formats")
{
    for (const bool is_classic : {false, true}) {
        CAPTURE(is_classic);
        ListeningWorld world;
        world.control("POST",
                      "/webhooks",
                      is_classic ? R"({"format":"classic","aggregation_ms":0})"
                                 : R"({"aggregation_ms":0})");

        world.control("POST", "/merges", R"({"from":"11","into":"5"})");

        REQUIRE(world.told.size() == 1);
        const Json body = body_of(world.told.front());
        const Json::Array& told = is_classic ? *body["eventNotifications"]
                                                    .if_array()
                                                    ->front()["dataChangeEvent"]["entities"]
                                                    .if_array()
                                             : *body.if_array();
        const Json& merge = told.back();
        CHECK(merge[is_classic ? "id" : "intuitentityid"] == Json("5"));
        CHECK(merge[is_classic ? "operation" : "type"] ==
              Json(is_classic ? "Merge" : "qbo.customer.merged.v1"));
        CHECK((is_classic ? merge : merge["data"])["deletedId"] == Json("11"));
    }
}

TEST_CASE("nothing but 200 acknowledges")
{
    ListeningWorld world;
    world.control("POST", "/webhooks", R"({"aggregation_ms":0})");
    world.status = 204;

    world.pay("1");
    world.status = 200;
    world.wait(10s);

    REQUIRE(world.told.size() == 2);
    CHECK(world.told[0].body == world.told[1].body);
    CHECK(world.told[0].headers.get("intuit-created-time") == "2026-11-20T18:33:39+0000");
}

TEST_CASE("settings of webhooks that make no sense are refused and change nothing")
{
    ListeningWorld world;
    const Json before = world.control("GET", "/webhooks");
    for (const char* body : {R"({"format":"xml"})",
                             R"({"format":7})",
                             R"({"aggregation_ms":-1})",
                             R"({"aggregation_ms":"soon"})",
                             R"({"url":7})",
                             R"({"url":"app.example"})",
                             R"({"url":"http://app.example/","hold":"yes"})",
                             "[]"}) {
        CAPTURE(body);
        CHECK_FALSE(world.control("POST", "/webhooks", body)["error"].string_or().empty());
    }
    CHECK(world.control("GET", "/webhooks") == before);
}

TEST_CASE("companies without a connection are told about to nobody")
{
    ListeningWorld world;
    world.control("POST", "/webhooks", R"({"aggregation_ms":0})");
    world.app.context().authority.disconnect(world.realm());

    world.pay("1");
    world.wait(10s);

    CHECK(world.told.empty());
}

TEST_CASE("a forged event has a signature that does not fit")
{
    ListeningWorld world;

    world.control("POST", "/webhooks/forge", R"({"entity":"Invoice","id":"130"})");

    REQUIRE(world.told.size() == 1);
    CHECK(world.told.front().headers.get("intuit-signature") !=
          billbridge::crypto::base64(
              billbridge::crypto::hmac_sha256("qb-verifier", world.told.front().body)));
}

TEST_CASE("a forged event that the app refuses keeps no true one waiting")
{
    ListeningWorld world;
    world.control("POST", "/webhooks", R"({"aggregation_ms":0})");
    world.status = 401;

    world.control("POST", "/webhooks/forge", R"({"entity":"Invoice","id":"130"})");
    world.status = 200;
    world.pay("1");
    world.wait(1h);

    CHECK(world.told.size() == 2);
}

TEST_CASE("what is being collected goes out, or is forgotten, on demand")
{
    ListeningWorld world;

    world.pay("1");
    world.control("POST", "/webhooks/deliver");
    CHECK(world.told.size() == 1);
    world.pay("2");
    world.control("DELETE", "/webhooks");
    world.wait(1h);

    CHECK(world.told.size() == 1);
}

TEST_CASE("webhooks are held, doubled, lost, dropped and delivered on demand")
{
    ListeningWorld world;
    world.control("POST", "/webhooks", R"({"aggregation_ms":0,"hold":true})");
    world.pay("1");
    CHECK(world.told.empty());
    CHECK(world.control("GET", "/webhooks")["pending"].if_array()->size() == 1);

    world.control("POST", "/webhooks/deliver");
    CHECK(world.told.size() == 1);

    world.control("POST", "/webhooks", R"({"hold":false,"duplicate":true,"lose":1})");
    world.pay("2");
    CHECK(world.told.size() == 1);
    world.pay("3");
    CHECK(world.told.size() == 3);

    world.control("POST", "/webhooks", R"({"hold":true})");
    world.pay("4");
    world.control("DELETE", "/webhooks");
    world.control("POST", "/webhooks/deliver");
    CHECK(world.told.size() == 3);
    CHECK(world.control("GET", "/webhooks")["deliveries"].if_array()->size() == 3);
}

TEST_CASE("settings that make no sense are refused")
{
    ListeningWorld world;

    for (const char* body : {"",
                             "[]",
                             R"({"format":"xml"})",
                             R"({"hold":"yes"})",
                             R"({"lose":-1})",
                             R"({"lose":"all"})",
                             R"({"aggregation_ms":-5})"}) {
        CAPTURE(body);
        CHECK(world.control("POST", "/webhooks", body).find("error") != nullptr);
    }
}
