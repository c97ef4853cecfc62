#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

Json number(const char* text)
{
    return Json::number_text(text);
}

} // namespace

TEST_CASE("a payment lowers the balance and links itself to the invoice")
{
    ConnectedWorld world;

    const auto answer = world.control("POST", "/payments", R"({"invoice":"130","amount":"62.07"})");

    const Json payment = json(answer)["Payment"];
    const Json invoice = json(world.get("/invoice/130"))["Invoice"];
    CHECK(payment["Id"] == Json("146"));
    CHECK(payment["TotalAmt"] == number("62.07"));
    CHECK(payment["UnappliedAmt"] == number("0.00"));
    CHECK(invoice["Balance"] == number("300.00"));
    CHECK(invoice["HomeBalance"] == number("300.00"));
    CHECK(invoice["TotalAmt"] == number("362.07"));
    CHECK(invoice["SyncToken"] == Json("1"));
    CHECK(invoice["LinkedTxn"].if_array()->back() ==
          Json(Json::Object{{"TxnId", "146"}, {"TxnType", "Payment"}}));
    CHECK(invoice["MetaData"]["LastUpdatedTime"] == Json("2026-11-20T10:33:39-08:00"));
    CHECK(json(world.get("/customer/24"))["Customer"]["Balance"] == number("300.00"));
    CHECK(json(world.get("/payment/146"))["Payment"] == payment);
}

TEST_CASE("what exceeds the balance stays unapplied")
{
    ConnectedWorld world;

    const Json answer =
        json(world.control("POST", "/payments", R"({"invoice":"67","amount":300})"));

    CHECK(answer["Payment"]["UnappliedAmt"] == number("61.00"));
    CHECK(json(world.get("/invoice/67"))["Invoice"]["Balance"] == number("0.00"));
    CHECK(json(world.get("/customer/1"))["Customer"]["Balance"] == number("-61.00"));
}

TEST_CASE("a payment that makes no sense is refused and changes nothing")
{
    ConnectedWorld world;

    for (const std::string body : {"",
                                   "[]",
                                   R"({"invoice":"9999","amount":"1"})",
                                   R"({"invoice":"67","amount":"0"})",
                                   R"({"invoice":"67","amount":"-5"})",
                                   R"({"invoice":"67","amount":"0.001"})",
                                   R"({"invoice":"67","amount":"all"})",
                                   R"({"invoice":"67"})",
                                   R"({"realm":"1","invoice":"67","amount":"1"})"}) {
        CAPTURE(body);

        CHECK(world.control("POST", "/payments", body).status == 400);
    }
    CHECK(json(world.get("/invoice/67"))["Invoice"]["SyncToken"] == Json("2"));
}

TEST_CASE("access tokens are expired at once, and refreshing helps")
{
    World world;
    const Json tokens = world.connect();

    world.control("POST", "/expire-access-tokens");

    CHECK(world.get("/preferences").status == 401);
    CHECK(world.refresh(tokens["refresh_token"].string_or()).status == 200);
}

TEST_CASE("an administrator who disconnects ends every token of the company")
{
    World world;
    const Json tokens = world.connect();
    auto is_connected = [](const Json& state) {
        return state["companies"].if_array()->front()["connected"].bool_or(false);
    };
    CHECK(is_connected(json(world.control("GET", "/state"))));

    const Json state = json(world.control("POST", "/disconnect"));

    CHECK_FALSE(is_connected(state));
    CHECK(world.get("/preferences").status == 401);
    CHECK(world.refresh(tokens["refresh_token"].string_or()).status == 400);
    CHECK(world.control("POST", "/disconnect", R"({"realm":"1"})").status == 400);
}

TEST_CASE("records are listed without a token")
{
    World world;

    const Json invoices = json(world.control("GET", "/records/Invoice"));
    const Json nothing = json(world.control("GET", "/records/Nonsense"));

    CHECK(invoices["Invoice"].if_array()->size() == 2);
    CHECK(nothing["Nonsense"] == Json(Json::array()));
}

TEST_CASE("a record is changed as by a person, members merged and null removed")
{
    ConnectedWorld world;

    const auto answer = world.control(
        "POST", "/records/Customer/1", R"({"BillAddr":{"City":"Elsewhere","Line1":null}})");

    const Json customer = json(answer)["Customer"];
    CHECK(customer["BillAddr"]["City"] == Json("Elsewhere"));
    CHECK(customer["BillAddr"].find("Line1") == nullptr);
    CHECK(customer["BillAddr"]["PostalCode"] == Json("94326"));
    CHECK(customer["SyncToken"] == Json("1"));
    CHECK(json(world.get("/customer/1"))["Customer"] == customer);
}

TEST_CASE("a change of what is not there or must not change is refused")
{
    World world;

    CHECK(world.control("POST", "/records/Customer/999", "{}").status == 404);
    CHECK(world.control("POST", "/records/Nonsense/1", "{}").status == 404);
    CHECK(world.control("POST", "/records/Customer/1", R"({"Id":"2"})").status == 400);
    CHECK(world.control("POST", "/records/Customer/1", R"({"SyncToken":"9"})").status == 400);
    CHECK(world.control("POST", "/records/Customer/1", "7").status == 400);
}

TEST_CASE("a reset brings back the seed and forgets tokens")
{
    ConnectedWorld world;
    world.post("/customer", R"({"DisplayName":"New one"})");

    const auto answer = world.control("POST", "/reset");

    CHECK(answer.status == 200);
    CHECK(world.get("/preferences").status == 401);
    CHECK(world.company().table("Customer").size() == 30);
}

TEST_CASE("records are made and removed as by a person, under the books' rules")
{
    World world;

    const Json made = json(
        world.control("POST", "/records/Customer", R"({"DisplayName":"By hand"})"))["Customer"];
    const auto refused =
        world.control("POST", "/records/Customer", R"({"DisplayName":"Cool Cars"})");
    const Json hidden =
        json(world.control("DELETE", "/records/Customer/" + made["Id"].string_or()))["Customer"];
    const Json removed = json(world.control("DELETE", "/records/Invoice/130"))["Invoice"];

    CHECK(refused.status == 400);
    CHECK(hidden["Active"] == Json(false));
    CHECK(removed["status"] == Json("Deleted"));
    CHECK(world.control("DELETE", "/records/Invoice/130").status == 404);
    CHECK(world.control("POST", "/records/Nonsense", "{}").status == 400);
    CHECK(world.control("POST", "/records/Customer", "7").status == 400);
}

TEST_CASE("a payment is put on a bank deposit, if there is one")
{
    World world;

    CHECK(world.control("POST", "/deposits", R"({"payment":"101"})").status == 200);
    CHECK(world.company().deposited_payments.contains("101"));
    CHECK(world.control("POST", "/deposits", R"({"payment":"9999"})").status == 404);
    CHECK(world.control("POST", "/deposits", "nonsense").status == 400);
}
