#include "emulator/quickbooks/books/ledger.hpp"

#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

Json entity(World& world, const char* path, const char* name)
{
    return json(world.get(path))[name];
}

Json invoice(World& world, const std::string& id)
{
    return json(world.get("/invoice/" + id))["Invoice"];
}

Json number(std::string_view text)
{
    return Json::number_text(std::string(text));
}

/// The body that names an entity for a change.
Json named(std::string_view id, std::string_view sync_token)
{
    return Json::Object{{"Id", id}, {"SyncToken", sync_token}};
}

Response change(World& world, const char* path, Json body, std::string operation = {})
{
    net::Parameters query;
    if (!operation.empty()) {
        query.push_back({"operation", operation});
    }
    return world.post(path, body.dump(), query);
}

Json balance_of(World& world, const char* customer)
{
    return entity(world, customer, "Customer")["Balance"];
}

} // namespace

TEST_CASE("a sparse update changes what was sent and nothing else")
{
    ConnectedWorld world;
    const Json before = invoice(world, "130");

    Json body = named("130", "0");
    body.set("sparse", true).set("DueDate", "2027-01-31");
    const Json after = json(change(world, "/invoice", body))["Invoice"];

    CHECK(after["DueDate"] == Json("2027-01-31"));
    CHECK(after["SyncToken"] == Json("1"));
    CHECK(after["MetaData"]["CreateTime"] == before["MetaData"]["CreateTime"]);
    CHECK(after["MetaData"]["LastUpdatedTime"] == Json("2026-11-20T10:33:39-08:00"));
    for (const char* member : {"Line",
                               "TxnTaxDetail",
                               "TotalAmt",
                               "Balance",
                               "DocNumber",
                               "CustomerMemo",
                               "LinkedTxn"}) {
        CHECK(after[member] == before[member]);
    }
    CHECK(invoice(world, "130") == after);
}

TEST_CASE("a full update clears what was not sent, but not what QuickBooks computes")
{
    ConnectedWorld world;
    const Json before = invoice(world, "130");
    Json body = named("130", "0");
    copy_members(body, before, {"CustomerRef", "Line", "TxnTaxDetail"});

    const Json after = json(change(world, "/invoice", body))["Invoice"];

    CHECK(before.find("CustomerMemo") != nullptr);
    CHECK(after.find("CustomerMemo") == nullptr);
    CHECK(after["TotalAmt"] == number("362.07"));
    CHECK(after["DocNumber"] == Json("1037"));
}

TEST_CASE("an update with lines replaces all of them and computes anew")
{
    ConnectedWorld world;
    Json line = invoice(world, "130")["Line"].if_array()->at(1); // the pump, 12.75
    Json body = named("130", "0");
    body.set("sparse", true).set("Line", Json::Array{line});

    const Json after = json(change(world, "/invoice", body))["Invoice"];

    REQUIRE(after["Line"].if_array()->size() == 2); // and the subtotal
    CHECK(after["Line"].if_array()->at(0)["Id"] == Json("2"));
    CHECK(after["TxnTaxDetail"]["TotalTax"] == number("1.02"));
    CHECK(after["TotalAmt"] == number("13.77"));
    CHECK(after["Balance"] == number("13.77"));
    CHECK(balance_of(world, "/customer/24") == number("13.77"));
}

TEST_CASE("addresses come back flat once an invoice has been changed")
{
    ConnectedWorld world;
    Json body = named("67", "2");
    body.set("sparse", true).set("PrivateNote", "seen");

    const Json after = json(change(world, "/invoice", body))["Invoice"];

    CHECK(after["BillAddr"]["Line1"] == Json("Amy's Bird Sanctuary"));
    CHECK(after["BillAddr"].find("City") == nullptr);
    CHECK(after["BillAddr"]["Line4"] == Json("Bayshore CA 94326"));
}

TEST_CASE("a change needs the id and the newest SyncToken")
{
    ConnectedWorld world;

    CHECK(fault_code(change(world, "/invoice", named("130", "7"))) == "5010");
    CHECK(fault_code(change(world, "/invoice", Json::Object{{"Id", "130"}})) == "2020");
    CHECK(fault_code(change(world, "/invoice", named("9999", "0"))) == "610");
    CHECK(fault_code(change(world, "/invoice", named("x", "0"))) == "2030");
    CHECK(fault_code(change(world, "/invoice", Json::object(), "delete")) == "2020");
    CHECK(fault_code(change(world, "/invoice", Json::object(), "void")) == "2020");
    CHECK(invoice(world, "130")["SyncToken"] == Json("0"));
}

TEST_CASE("a deleted invoice is gone, and so is what the customer owed")
{
    ConnectedWorld world;

    const auto answer = change(world, "/invoice", named("130", "0"), "delete");

    const Json stub = json(answer)["Invoice"];
    CHECK(stub == Json(Json::Object{{"domain", "QBO"}, {"status", "Deleted"}, {"Id", "130"}}));
    CHECK(fault_code(world.get("/invoice/130")) == "610");
    CHECK(fault_code(change(world, "/invoice", named("130", "0"), "delete")) == "610");
    CHECK(balance_of(world, "/customer/24") == number("0.00"));
    CHECK(json(world.query("SELECT COUNT(*) FROM Invoice"))["QueryResponse"]["totalCount"] ==
          Json(1));
}

TEST_CASE("the estimate of a deleted invoice is open again")
{
    ConnectedWorld world;
    CHECK(entity(world, "/estimate/100", "Estimate")["TxnStatus"] == Json("Closed"));

    change(world, "/invoice", named("130", "0"), "delete");

    const Json estimate = entity(world, "/estimate/100", "Estimate");
    CHECK(estimate["TxnStatus"] == Json("Pending"));
    CHECK(estimate["LinkedTxn"] == Json(Json::array()));
}

TEST_CASE("a paid invoice cannot be deleted")
{
    ConnectedWorld world;

    CHECK(fault_code(change(world, "/invoice", named("67", "2"), "delete")) == "6000");
    CHECK(invoice(world, "67")["Balance"] == number("239.00"));
}

TEST_CASE("a voided invoice keeps its lines without amounts and gives back its payments")
{
    ConnectedWorld world;

    const Json after = json(change(world, "/invoice", named("67", "2"), "void"))["Invoice"];

    CHECK(after["TotalAmt"] == number("0"));
    CHECK(after["Balance"] == number("0"));
    CHECK(after["PrivateNote"] == Json("Voided"));
    CHECK(after["LinkedTxn"] == Json(Json::array()));
    CHECK(after["SyncToken"] == Json("3"));
    CHECK(after["DocNumber"] == Json("1021"));
    CHECK(after["TxnTaxDetail"]["TotalTax"] == Json(0));
    for (const Json& line : *after["Line"].if_array()) {
        CHECK(line["Amount"] == Json(0));
    }
    const Json payment = entity(world, "/payment/101", "Payment");
    CHECK(payment["UnappliedAmt"] == number("220.00"));
    CHECK(payment["Line"] == Json(Json::array()));
    CHECK(balance_of(world, "/customer/1") == number("-220.00"));
}

TEST_CASE("the note of a voided invoice keeps its text")
{
    ConnectedWorld world;
    Json body = named("130", "0");
    body.set("sparse", true).set("PrivateNote", "rush job");
    change(world, "/invoice", body);

    const Json after = json(change(world, "/invoice", named("130", "1"), "void"))["Invoice"];

    CHECK(after["PrivateNote"] == Json("Voided - rush job"));
}

TEST_CASE("an invoice that shrinks below what was paid gives the rest back")
{
    ConnectedWorld world;
    Json line = invoice(world, "67")["Line"].if_array()->at(0); // soil, 150.00, taxable
    Json body = named("67", "2");
    body.set("sparse", true).set("Line", Json::Array{line});

    const Json after = json(change(world, "/invoice", body))["Invoice"];

    CHECK(after["TotalAmt"] == number("162.00"));
    CHECK(after["Balance"] == number("0.00"));
    CHECK(entity(world, "/payment/101", "Payment")["UnappliedAmt"] == number("58.00"));
    CHECK(balance_of(world, "/customer/1") == number("-58.00"));
}

TEST_CASE("a payment of which nothing is left for an invoice is no longer linked to it")
{
    ConnectedWorld world;
    Json line = invoice(world, "67")["Line"].if_array()->at(0);
    line.set("Amount", 0);
    line.find("SalesItemLineDetail")->set("Qty", 0);
    Json body = named("67", "2");
    body.set("sparse", true).set("Line", Json::Array{line});

    const Json after = json(change(world, "/invoice", body))["Invoice"];

    CHECK(after["LinkedTxn"] == Json(Json::array()));
    CHECK(after["SyncToken"] == Json("3"));
    CHECK(entity(world, "/payment/101", "Payment")["Line"] == Json(Json::array()));
}

TEST_CASE("in a closed period nothing is made, changed, voided or deleted")
{
    ConnectedWorld world;
    world.control("POST",
                  "/records/Preferences/1",
                  R"({"AccountingInfoPrefs":{"BookCloseDate":"2026-11-19"}})");
    Json old = invoice(world, "130");
    Json fresh = Json::Object{{"TxnDate", "2026-11-19"}};
    copy_members(fresh, old, {"CustomerRef", "Line"});
    Json moved = named("130", "0");
    moved.set("sparse", true).set("TxnDate", "2026-11-20");

    CHECK(fault_code(change(world, "/invoice", fresh)) == "6200");
    CHECK(fault_code(change(world, "/invoice", moved)) == "6200");
    CHECK(fault_code(change(world, "/invoice", named("130", "0"), "void")) == "6200");
    CHECK(fault_code(change(world, "/invoice", named("130", "0"), "delete")) == "6200");
    fresh.set("TxnDate", "2026-11-20");
    CHECK(change(world, "/invoice", fresh).status == 200);
}

TEST_CASE("without a subscription reads work and writes are refused")
{
    ConnectedWorld world;
    world.company().has_subscription = false;

    CHECK(world.get("/invoice/130").status == 200);
    CHECK(fault_code(world.post("/customer", R"({"DisplayName":"New"})")) == "6190");
    CHECK(fault_code(change(world, "/invoice", named("130", "0"), "void")) == "6190");
    CHECK(fault_code(change(world, "/invoice", named("130", "0"), "delete")) == "6190");
    CHECK(fault_code(world.post("/invoice/130/send", "", {{"sendTo", "a@b.example"}})) == "6190");
}

TEST_CASE("what happens to the books is remembered in order")
{
    World world;
    Company& company = world.company();

    REQUIRE(void_entity(company, entity_type("Invoice"), named("67", "2"), start));

    REQUIRE(company.changes.size() == 2);
    CHECK(company.changes[0].entity == "Invoice");
    CHECK(company.changes[0].operation == Operation::voided);
    CHECK(company.changes[1].entity == "Payment");
    CHECK(company.changes[1].operation == Operation::updated);
}

TEST_CASE("a renamed customer renames those below, and one made inactive is marked")
{
    ConnectedWorld world;
    Json body = named("7", "0");
    body.set("sparse", true).set("DisplayName", "Freeman & Sons").set("Active", false);

    const Json parent = json(change(world, "/customer", body))["Customer"];

    CHECK(parent["DisplayName"] == Json("Freeman & Sons (deleted)"));
    CHECK(entity(world, "/customer/8", "Customer")["FullyQualifiedName"] ==
          Json("Freeman & Sons (deleted):0969 Ocean View Road"));
}

TEST_CASE("a customer cannot change its currency or stand below itself")
{
    ConnectedWorld world;
    Json currency = named("1", "0");
    currency.set("sparse", true).set("CurrencyRef", Json::Object{{"value", "EUR"}});
    Json circle = named("7", "0");
    circle.set("sparse", true).set("ParentRef", Json::Object{{"value", "8"}});

    CHECK(fault_code(change(world, "/customer", currency)) == "6000");
    CHECK(fault_code(change(world, "/customer", circle)) == "6180");
}

TEST_CASE("a customer may keep its own name, and not take another's")
{
    ConnectedWorld world;
    Json own = named("1", "0");
    own.set("sparse", true).set("DisplayName", "AMY'S bird sanctuary");
    Json taken = named("2", "0");
    taken.set("sparse", true).set("DisplayName", "Cool Cars");

    CHECK(change(world, "/customer", own).status == 200);
    CHECK(fault_code(change(world, "/customer", taken)) == "6240");
}
