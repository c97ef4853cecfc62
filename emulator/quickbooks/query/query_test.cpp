#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

/// The values of a member in the rows found, joined by spaces.
std::string found(World& world,
                  const std::string& statement,
                  std::string_view entity,
                  std::string_view member = "Id")
{
    const auto response = world.query(statement);
    REQUIRE_MESSAGE(response.status == 200, response.body);
    const Json body = json(response);
    std::string values;
    if (const auto* rows = body["QueryResponse"][entity].if_array()) {
        for (const Json& row : *rows) {
            values += (values.empty() ? "" : " ") + row[member].string_or();
        }
    }
    return values;
}

std::string refused(World& world, const std::string& statement)
{
    const auto response = world.query(statement);
    CHECK(response.status == 400);
    return fault_code(response);
}

} // namespace

TEST_CASE("rows are found by every operator")
{
    ConnectedWorld world;

    CHECK(found(world,
                "select * from Invoice where Id in ('67', '130', '9999') orderby Id",
                "Invoice") == "67 130");
    CHECK(found(world, "select * from Invoice where Id = '67'", "Invoice") == "67");
    CHECK(found(world, "select * from Invoice where Balance < '300'", "Invoice") == "67");
    CHECK(found(world, "select * from Invoice where TotalAmt > 400.5", "Invoice") == "67");
    CHECK(found(world, "select * from Invoice where TotalAmt >= 459.00", "Invoice") == "67");
    CHECK(found(world, "select * from Invoice where TotalAmt <= 362.07", "Invoice") == "130");
    CHECK(found(world, "select * from Invoice where CustomerRef = '24'", "Invoice") == "130");
    CHECK(found(world, "select * from Invoice where DocNumber != '1037'", "Invoice") == "67");
    CHECK(found(world, "select * from Customer where DisplayName = 'cool CARS'", "Customer") ==
          "3");
    CHECK(found(world,
                R"(select * from Customer where DisplayName = 'Amy\'s Bird Sanctuary')",
                "Customer") == "1");
    CHECK(found(world,
                "select * from Customer where PrimaryEmailAddr = 'surf@intuit.com'",
                "Customer") == "2");
    CHECK(found(world,
                "select * from Item where Name like '%rinkl%' orderby Name desc",
                "Item",
                "Name") == "Sprinkler Pipes Sprinkler Heads");
    CHECK(found(world,
                "select * from Item where Type = 'Inventory' and Name like 'P%'",
                "Item",
                "Name") == "Pump");
}

TEST_CASE("dates and instants compare as such")
{
    ConnectedWorld world; // invoice 67 is 45 days old, invoice 130 five

    CHECK(found(world, "select * from Invoice where TxnDate >= '2026-11-15'", "Invoice") == "130");
    CHECK(found(world, "select * from Invoice where TxnDate < CURRENT_DATE", "Invoice") ==
          "130 67");
    CHECK(found(world,
                "select * from Invoice where MetaData.LastUpdatedTime > '2026-11-14T00:00:00Z'",
                "Invoice") == "130");
    CHECK(found(world,
                "select * from Invoice where MetaData.CreateTime < '2026-11-01T00:00:00-08:00'",
                "Invoice") == "67");
}

TEST_CASE("without an order the newest id comes first, by number and not by letter")
{
    ConnectedWorld world;

    CHECK(found(world, "select * from Customer where Id in ('3','20','100')", "Customer") ==
          "20 3");
}

TEST_CASE("rows are sorted by several keys")
{
    ConnectedWorld world;

    CHECK(found(world,
                "select * from Item where Taxable = true orderby Type desc, Name maxresults 3",
                "Item",
                "Name") == "Concrete Lighting Rocks");
}

TEST_CASE("pages have a start and a length, and say so")
{
    ConnectedWorld world;

    const Json page =
        json(world.query("select * from Customer orderby Id startposition 3 maxresults 2"));

    const Json& response = page["QueryResponse"];
    CHECK(response["startPosition"] == Json(3));
    CHECK(response["maxResults"] == Json(2));
    CHECK(response["Customer"].if_array()->front()["Id"] == Json("3"));
    CHECK(found(world, "select * from Customer startposition 1000", "Customer").empty());
}

TEST_CASE("a page has 100 rows unless it is told otherwise")
{
    ConnectedWorld world;
    for (int i = 0; i < 105; ++i) {
        world.post("/customer", R"({"DisplayName":"Customer )" + std::to_string(i) + "\"}");
    }

    const Json page = json(world.query("select * from Customer"));
    const Json all = json(world.query("select * from Customer maxresults 5000"));

    CHECK(page["QueryResponse"]["maxResults"] == Json(100));
    CHECK(all["QueryResponse"]["maxResults"] == Json(135));
}

TEST_CASE("no rows leave the entity's key out")
{
    ConnectedWorld world;

    const Json body = json(world.query("select * from Invoice where Id = '9999'"));

    CHECK(body["QueryResponse"] == Json(Json::object()));
    CHECK_FALSE(body["time"].is_null());
}

TEST_CASE("rows are counted")
{
    ConnectedWorld world;

    const Json body = json(world.query("select count(*) from Item where Type = 'Inventory'"));

    CHECK(body["QueryResponse"] == Json(Json::Object{{"totalCount", 4}}));
}

TEST_CASE("name lists show only active rows unless Active is asked for")
{
    ConnectedWorld world;
    world.control("POST", "/records/Customer/3", R"({"Active":false})");

    CHECK(found(world, "select * from Customer where Id = '3'", "Customer").empty());
    CHECK(found(world,
                "select * from Customer where Id = '3' and Active in (true,false)",
                "Customer") == "3");
    CHECK(found(world, "select * from Customer where Active = false", "Customer") == "3");
}

TEST_CASE("a statement may come as the body of a POST, and entity names in any case")
{
    ConnectedWorld world;

    const auto answer = world.post("/query", "SELECT * FROM taxcode WHERE Name = 'California'");

    const Json body = json(answer);
    CHECK(body["QueryResponse"]["TaxCode"].if_array()->front()["Id"] == Json("2"));
}

TEST_CASE("company, preferences and terms can be queried")
{
    ConnectedWorld world;

    CHECK(found(world, "select * from CompanyInfo", "CompanyInfo", "CompanyName") ==
          "Sandbox Company_US_1");
    CHECK(found(world, "select * from Preferences", "Preferences") == "1");
    CHECK(found(world, "select * from Term orderby Id", "Term", "Name") ==
          "Due on receipt Net 15 Net 30 Net 60");
    CHECK(found(world, "select * from TaxRate where Name = 'California'", "TaxRate") == "3");
}

TEST_CASE("what cannot be asked is refused with 4001 and its reason")
{
    ConnectedWorld world;

    CHECK(refused(world, "select * from Nonsense") == "4001");
    CHECK(refused(world, "select * from Invoice where NoSuchField = '1'") == "4001");
    CHECK(refused(world, "select NoSuchField from Invoice") == "4001");
    CHECK(refused(world, "select * from Invoice orderby PrivateNote") == "4001");
    CHECK(refused(world, "select * from Invoice orderby CustomerRef") == "4001");
    CHECK(refused(world, "select * from Invoice where Id > '67'") == "4001");
    CHECK(refused(world, "select * from Invoice where Id like '6%'") == "4001");
    CHECK(refused(world, "select * from Invoice where Balance like '6%'") == "4001");
    CHECK(refused(world, "select * from Invoice where Balance > 'much'") == "4001");
    CHECK(refused(world, "select * from Invoice where TxnDate > '20.11.2026'") == "4001");
    CHECK(refused(world, "select * from Customer where Active = 'maybe'") == "4001");
    CHECK(fault_detail(world.query("select * from Invoice where NoSuchField = '1'")) ==
          "QueryValidationError: Property NoSuchField not found for Entity Invoice");
    CHECK(fault_detail(world.query("select * from Invoice where PrivateNote = 'x'")) ==
          "QueryValidationError: property 'PrivateNote' is not queryable");
}

TEST_CASE("a syntax error is 4000")
{
    ConnectedWorld world;

    CHECK(refused(world, "select * from Customer where DisplayName = 'Amy's'") == "4000");
    CHECK(refused(world, "") == "4000");
}

TEST_CASE("a blank in quotes finds what has no value")
{
    ConnectedWorld world;

    const Json without = json(world.query("select * from Customer where CompanyName = ' '"));
    const Json with = json(world.query("select * from Customer where CompanyName != ' '"));

    const auto& names = *without["QueryResponse"]["Customer"].if_array();
    CHECK(names.size() + with["QueryResponse"]["Customer"].if_array()->size() == 30);
    for (const Json& customer : names) {
        CHECK(customer.find("CompanyName") == nullptr);
    }
}

TEST_CASE("a label or id that is named twice, that two share or that nobody has counts right")
{
    ConnectedWorld world;
    Json copy = *world.company().table("Invoice").find("67");
    copy.set("Id", "140");
    world.company().table("Invoice").put(copy);

    CHECK(found(world, "select * from Invoice where DocNumber = '1021' orderby Id", "Invoice") ==
          "67 140");
    CHECK(found(world,
                "select * from Invoice where DocNumber in ('1021', '1021', '1037') and Id in "
                "('130', '140', '140')",
                "Invoice") == "140 130");
    CHECK(json(world.query(
              "select count(*) from Invoice where Id in ('67', '67', '0')"))["QueryResponse"]
                                                                            ["totalCount"] ==
          Json(1));
    CHECK(found(world, "select * from Invoice where DocNumber = '1021' and Balance = 1", "Invoice")
              .empty());
    CHECK(found(world, "select * from TaxCode where Id = 'TAX'", "TaxCode") == "TAX");
}
