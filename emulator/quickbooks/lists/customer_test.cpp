#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

std::string refused(World& world, const std::string& body)
{
    const auto response = world.post("/customer", body);
    CHECK(response.status == 400);
    return fault_code(response);
}

std::string named(const std::string& name)
{
    return Json(Json::Object{{"DisplayName", name}}).dump();
}

} // namespace

TEST_CASE("a customer is created with everything that was left out")
{
    ConnectedWorld world;

    const auto answer = world.post("/customer", R"({"DisplayName":"Łódź GmbH",
        "BillAddr":{"Line1":"Lipowa 7","City":"Łódź","PostalCode":"90-001"},
        "PrimaryEmailAddr":{"Address":"a@b.example"},"Notes":"key"})");

    const Json body = json(answer);
    const Json& customer = body["Customer"];
    CHECK(answer.status == 200);
    CHECK(customer["Id"] == Json("59"));
    CHECK(customer["SyncToken"] == Json("0"));
    CHECK(customer["FullyQualifiedName"] == Json("Łódź GmbH"));
    CHECK(customer["PrintOnCheckName"] == Json("Łódź GmbH"));
    CHECK(customer["Active"] == Json(true));
    CHECK(customer["CurrencyRef"]["value"] == Json("USD"));
    CHECK(customer["Balance"] == Json::number_text("0.00"));
    CHECK(customer["MetaData"]["CreateTime"] == Json("2026-11-20T10:33:39-08:00"));
    CHECK_FALSE(customer["BillAddr"]["Id"].is_null());
    CHECK(body["time"] == Json("2026-11-20T10:33:39.110-08:00"));
    CHECK(json(world.get("/customer/59"))["Customer"] == customer);
}

TEST_CASE("the display name is made of the name's parts where it is left out")
{
    ConnectedWorld world;

    const Json body =
        json(world.post("/customer", R"({"Title":"Dr","GivenName":"Ann","FamilyName":"Lee"})"));

    CHECK(body["Customer"]["DisplayName"] == Json("Dr Ann Lee"));
}

TEST_CASE("a customer without any name is refused with 6080")
{
    ConnectedWorld world;

    CHECK(refused(world, "{}") == "6080");
    CHECK(refused(world, R"({"CompanyName":"Lee Ltd"})") == "6080");
}

TEST_CASE("a name that a customer, vendor or employee has is refused with 6240")
{
    ConnectedWorld world;
    world.control("POST", "/records/Customer/3", R"({"Active":false})");

    CHECK(refused(world, named("AMY'S bird sanctuary")) == "6240"); // whatever the case
    CHECK(refused(world, named("Books by Bessie")) == "6240");      // a vendor
    CHECK(refused(world, named("Emily Platt")) == "6240");          // an employee
    CHECK(refused(world, named("Cool Cars")) == "6240");            // inactive
}

TEST_CASE("forbidden characters are refused with 2040")
{
    ConnectedWorld world;

    CHECK(refused(world, named("Parent:Child")) == "2040");
    CHECK(refused(world, named("a\tb")) == "2040");
    CHECK(refused(world, named("a\nb")) == "2040");
    CHECK(refused(world, R"({"DisplayName":"a","GivenName":"b:c"})") == "2040");
    CHECK(refused(world, R"({"DisplayName":"a","PrintOnCheckName":"b:c"})") == "2040");
}

TEST_CASE("texts beyond their length are refused with 2050")
{
    ConnectedWorld world;

    CHECK(world.post("/customer", named(std::string(500, 'a'))).status == 200);
    CHECK(refused(world, named(std::string(501, 'b'))) == "2050");
    const Json notes = Json::Object{{"DisplayName", "c"}, {"Notes", std::string(2001, 'c')}};
    CHECK(fault_detail(world.post("/customer", notes.dump())) ==
          "String length specified does not match the supported length. Min:0 Max:2,000 "
          "supported. Supplied length:2,001");
    const Json address = Json::Object{{"PostalCode", std::string(31, '1')}};
    CHECK(refused(world, Json(Json::Object{{"DisplayName", "d"}, {"BillAddr", address}}).dump()) ==
          "2050");
}

TEST_CASE("an e-mail address needs an at sign and a dot")
{
    ConnectedWorld world;

    for (const std::string address : {"ann", "ann@lee", "@lee.example", "a b@lee.example"}) {
        CAPTURE(address);
        const Json email = Json::Object{{"Address", address}};

        CHECK(
            refused(world,
                    Json(Json::Object{{"DisplayName", "x"}, {"PrimaryEmailAddr", email}}).dump()) ==
            "2210");
    }
}

TEST_CASE("unknown members and wrong types are refused with 2010")
{
    ConnectedWorld world;

    CHECK(refused(world, R"({"DisplayName":"x","Colour":"red"})") == "2010");
    CHECK(refused(world, R"({"DisplayName":["x"]})") == "2010");
    CHECK(refused(world, R"({"DisplayName":"x","Taxable":"yes"})") == "2010");
    CHECK(refused(world, R"({"DisplayName":"x","BillAddr":{"Street":"y"}})") == "2010");
    CHECK(refused(world, R"({"DisplayName":"x","PrimaryEmailAddr":"a@b.example"})") == "2010");
    CHECK(refused(world, "[]") == "2010");
    CHECK(refused(world, "{\"DisplayName\":") == "2010");
    CHECK(fault_detail(world.post("/customer", R"({"DisplayName":"x","Colour":"red"})")) ==
          "Property Name:Colour specified is unsupported or invalid");
}

TEST_CASE("read-only members that are sent are ignored")
{
    ConnectedWorld world;

    const Json body = json(world.post(
        "/customer", R"({"DisplayName":"x","Balance":100,"FullyQualifiedName":"y","Level":3})"));

    CHECK(body["Customer"]["Balance"] == Json::number_text("0.00"));
    CHECK(body["Customer"]["FullyQualifiedName"] == Json("x"));
}

TEST_CASE("a sub-customer stands below its parent")
{
    ConnectedWorld world;

    const Json body = json(
        world.post("/customer", R"({"DisplayName":"x","Job":true,"ParentRef":{"value":"8"}})"));

    CHECK(body["Customer"]["FullyQualifiedName"] ==
          Json("Freeman Sporting Goods:0969 Ocean View Road:x"));
    CHECK(body["Customer"]["Level"] == Json(2));
    CHECK(refused(world, R"({"DisplayName":"y","ParentRef":{"value":"999"}})") == "2500");
}

TEST_CASE("a chain of sub-customers ends four levels below the top")
{
    ConnectedWorld world;
    std::string parent = "3";
    auto below = [&](int level) {
        return world.post("/customer",
                          R"({"DisplayName":"level )" + std::to_string(level) +
                              R"(","ParentRef":{"value":")" + parent + "\"}}");
    };
    for (int level = 1; level <= 4; ++level) {
        parent = json(below(level))["Customer"]["Id"].string_or();
    }

    CHECK(fault_code(below(5)) == "6180");
}

TEST_CASE("a foreign currency becomes active with its first customer")
{
    ConnectedWorld world;

    const Json body =
        json(world.post("/customer", R"({"DisplayName":"x","CurrencyRef":{"value":"PLN"}})"));

    CHECK(body["Customer"]["CurrencyRef"]["name"] == Json("Polish Zloty"));
    const Json currencies = json(world.query("select * from CompanyCurrency where Code = 'PLN'"));
    CHECK(currencies["QueryResponse"]["maxResults"] == Json(1));
    CHECK(refused(world, R"({"DisplayName":"y","CurrencyRef":{"value":"zloty"}})") == "2500");
}

TEST_CASE("without multicurrency only the home currency is possible")
{
    ConnectedWorld world("empty");

    CHECK(refused(world, R"({"DisplayName":"x","CurrencyRef":{"value":"EUR"}})") == "6000");
    CHECK(world.post("/customer", R"({"DisplayName":"x","CurrencyRef":{"value":"USD"}})").status ==
          200);
}

TEST_CASE("a term that does not exist or is inactive is refused")
{
    ConnectedWorld world;
    world.control("POST", "/records/Term/4", R"({"Active":false})");

    CHECK(refused(world, R"({"DisplayName":"x","SalesTermRef":{"value":"77"}})") == "2500");
    CHECK(refused(world, R"({"DisplayName":"x","SalesTermRef":{"value":"4"}})") == "610");
    CHECK(refused(world, R"({"DisplayName":"x","PreferredDeliveryMethod":"Pigeon"})") == "2170");
}

TEST_CASE("a tax id comes back masked")
{
    ConnectedWorld world;

    const Json body =
        json(world.post("/customer", R"({"DisplayName":"x","PrimaryTaxIdentifier":"PL12345678"})"));

    CHECK(body["Customer"]["PrimaryTaxIdentifier"] == Json("XXXXX45678"));
}
