#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

const std::string customer_body = R"({"DisplayName":"New one"})";

} // namespace

TEST_CASE("without a valid token the gateway answers 401 in its own spelling")
{
    World world;

    const auto answer = world.get("/preferences");

    const Json body = json(answer);
    CHECK(answer.status == 401);
    CHECK(gateway_code(answer) == "3200");
    CHECK(body["fault"]["type"] == Json("AUTHENTICATION"));
    CHECK(body.find("Fault") == nullptr);
    CHECK_FALSE(answer.headers.get("intuit_tid").empty());
}

TEST_CASE("a token opens only its own company, and only with the accounting scope")
{
    World world;
    world.connect();
    const net::Headers bearer = {{"authorization", "Bearer " + world.token}};
    const std::string other = world.app.context().companies.back().realm;

    const auto other_company =
        world.send("GET", "/v3/company/" + other + "/preferences", {}, {}, bearer);
    const auto no_company = world.send("GET", "/v3/company/1/preferences", {}, {}, bearer);
    world.connect("openid com.intuit.quickbooks.payment");
    const auto no_scope = world.get("/preferences");

    CHECK(other_company.status == 403);
    CHECK(gateway_code(other_company) == "3100");
    CHECK(no_company.status == 403);
    CHECK(no_scope.status == 403);
}

TEST_CASE("the company describes itself")
{
    ConnectedWorld world;
    const std::string realm = world.company().realm;

    const Json info = json(world.get("/companyinfo/" + realm))["CompanyInfo"];
    const Json preferences = json(world.get("/preferences"))["Preferences"];

    CHECK(info["CompanyName"] == Json("Sandbox Company_US_1"));
    CHECK(info["Country"] == Json("US"));
    CHECK(info["DefaultTimeZone"] == Json("America/Los_Angeles"));
    CHECK(preferences["CurrencyPrefs"]["MultiCurrencyEnabled"] == Json(true));
    CHECK(preferences["TaxPrefs"]["TaxGroupCodeRef"]["value"] == Json("2"));
    CHECK(preferences["TaxPrefs"].find("PartnerTaxEnabled") == nullptr);
    CHECK(fault_code(world.get("/companyinfo/1")) == "610");
}

TEST_CASE("entities are read by id")
{
    ConnectedWorld world;

    CHECK(json(world.get("/customer/29"))["Customer"]["DisplayName"] ==
          Json("Weiskopf Consulting"));
    CHECK(json(world.get("/item/5"))["Item"]["UnitPrice"] == Json(275));
    CHECK(json(world.get("/term/3"))["Term"]["DueDays"] == Json(30));
    CHECK(json(world.get("/taxcode/TAX"))["TaxCode"]["TaxGroup"] == Json(false));
    CHECK(json(world.get("/taxrate/3"))["TaxRate"]["RateValue"] == Json(8));
    CHECK(json(world.get("/account/79"))["Account"]["AccountType"] == Json("Income"));
    CHECK(json(world.get("/payment/101"))["Payment"]["TotalAmt"] == Json::number_text("220.00"));
}

TEST_CASE("what is not there is 400 with 610, an id that is none 2030, a wrong address 404")
{
    ConnectedWorld world;

    const auto missing = world.get("/invoice/9999");

    CHECK(missing.status == 400);
    CHECK(fault_code(missing) == "610");
    CHECK(json(missing)["Fault"]["type"] == Json("ValidationFault"));
    CHECK(fault_code(world.get("/invoice/abc")) == "2030");
    CHECK(world.get("/Invoice/67").status == 404);
    CHECK(world.get("/nonsense/1").status == 404);
}

TEST_CASE("what a type cannot do is an unsupported operation")
{
    ConnectedWorld world;

    const auto delete_name =
        world.post("/customer", R"({"Id":"1","SyncToken":"0"})", {{"operation", "delete"}});
    const auto void_name =
        world.post("/customer", R"({"Id":"1","SyncToken":"0"})", {{"operation", "void"}});
    const auto nonsense =
        world.post("/invoice", R"({"Id":"67","SyncToken":"2"})", {{"operation", "shred"}});

    CHECK(fault_detail(delete_name) == "Operation delete is not supported.");
    CHECK(fault_detail(void_name) == "Operation void is not supported.");
    CHECK(fault_detail(nonsense) == "Operation shred is not supported.");
}

TEST_CASE("a second request with the same requestid gets the first answer and does nothing")
{
    ConnectedWorld world;

    const auto first = world.post("/customer", customer_body, {{"requestid", "key-1"}});
    world.clock.advance(std::chrono::minutes(1));
    const auto second = world.post("/customer", customer_body, {{"requestid", "key-1"}});
    const auto other_body =
        world.post("/customer", R"({"DisplayName":"Other"})", {{"requestid", "key-1"}});

    CHECK(first.status == 200);
    CHECK(second.body == first.body);
    CHECK(other_body.body == first.body);
    CHECK(json(world.query("select count(*) from Customer"))["QueryResponse"]["totalCount"] ==
          Json(31));
}

TEST_CASE("another requestid runs again, and so does none at all")
{
    ConnectedWorld world;
    world.post("/customer", customer_body, {{"requestid", "key-1"}});

    CHECK(fault_code(world.post("/customer", customer_body, {{"requestid", "key-2"}})) == "6240");
    CHECK(fault_code(world.post("/customer", customer_body)) == "6240");
}

TEST_CASE("a refusal is not kept under its requestid")
{
    ConnectedWorld world;
    world.post("/customer", R"({"DisplayName":"a:b"})", {{"requestid", "key-1"}});

    const auto corrected = world.post("/customer", customer_body, {{"requestid", "key-1"}});

    CHECK(corrected.status == 200);
}

TEST_CASE("a requestid is at most 50 characters and belongs to one company")
{
    ConnectedWorld world;

    CHECK(fault_code(world.post(
              "/customer", customer_body, {{"requestid", std::string(51, 'k')}})) == "2130");
    CHECK(world.post("/customer", customer_body, {{"requestid", std::string(50, 'k')}}).status ==
          200);
    CHECK(world.app.context().companies.back().replies.empty());
}

TEST_CASE("an answer that was lost after the effect is replayed, so nothing is doubled")
{
    ConnectedWorld world;
    world.control(
        "POST", "/faults", R"({"action":"cut_after","method":"POST","route":"/customer"})");
    CHECK_THROWS(world.post("/customer", customer_body, {{"requestid", "key-1"}}));

    const auto second = world.post("/customer", customer_body, {{"requestid", "key-1"}});

    CHECK(json(second)["Customer"]["Id"] == Json("59"));
    CHECK(json(world.query("select count(*) from Customer"))["QueryResponse"]["totalCount"] ==
          Json(31));
}

TEST_CASE("vendor faults are played in the spelling of their kind")
{
    ConnectedWorld world;
    world.control("POST",
                  "/faults",
                  R"([{"action":"vendor","code":"3001"},
                      {"action":"vendor","code":"10000","skip":1},
                      {"action":"vendor","code":"6190","skip":2}])");

    const auto throttled = world.get("/preferences");
    const auto broken = world.get("/preferences");
    const auto ended = world.get("/preferences");

    CHECK(throttled.status == 429);
    CHECK(gateway_code(throttled) == "3001");
    CHECK(broken.status == 500);
    CHECK(json(broken)["Fault"]["type"] == Json("SystemFault"));
    CHECK(fault_code(ended) == "6190");
    CHECK(world.get("/preferences").status == 200);
    CHECK(world.control("POST", "/faults", R"({"action":"vendor","code":"1"})").status == 400);
}

TEST_CASE("reads are metered, writes and refusals are free")
{
    ConnectedWorld world;
    world.control("DELETE", "/requests");

    world.get("/invoice/67");
    world.query("select * from Customer");
    world.get("/invoice/9999");
    world.post("/customer", customer_body);

    const Json log = json(world.control("GET", "/requests"));
    CHECK(log["metered"] == Json(2));
    CHECK(log["free"] == Json(2));
    CHECK(log["routes"]["GET /v3/company/{realm}/query"]["metered"] == Json(1));
}

TEST_CASE("a body that is no UTF-8 is an unsupported operation")
{
    ConnectedWorld world;

    CHECK(fault_code(world.post("/customer", "{\"DisplayName\":\"\x80\"}")) == "500");
}
