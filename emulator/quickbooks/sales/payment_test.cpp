#include "emulator/quickbooks/sales/payment.hpp"

#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

Json value(std::string_view id)
{
    return Json::Object{{"value", id}};
}

Json number(std::string_view text)
{
    return Json::number_text(std::string(text));
}

Json applied_line(std::string_view amount, std::string_view id, std::string_view type = "Invoice")
{
    const Json link = Json::Object{{"TxnId", id}, {"TxnType", type}};
    return Json::Object{{"Amount", number(amount)}, {"LinkedTxn", Json::Array{link}}};
}

Json payment_of(std::string_view customer, std::string_view total, Json::Array lines = {})
{
    return Json::Object{
        {"CustomerRef", value(customer)}, {"TotalAmt", number(total)}, {"Line", std::move(lines)}};
}

Json paid(World& world, const Json& body)
{
    const auto response = world.post("/payment", body.dump());
    REQUIRE_MESSAGE(response.status == 200, response.body);
    return json(response)["Payment"];
}

std::string refused(World& world, const Json& body)
{
    const auto response = world.post("/payment", body.dump());
    CHECK(response.status == 400);
    return fault_code(response);
}

Json entity(World& world, const std::string& path, const char* name)
{
    return json(world.get(path))[name];
}

Json sold(std::string_view customer, std::string_view amount)
{
    const Json line = Json::Object{{"DetailType", "SalesItemLineDetail"},
                                   {"Amount", number(amount)},
                                   {"SalesItemLineDetail", Json::Object{{"ItemRef", value("4")}}}};
    return Json::Object{{"CustomerRef", value(customer)}, {"Line", Json::Array{line}}};
}

std::string made(World& world, const char* path, const char* name, const Json& body)
{
    const auto response = world.post(path, body.dump());
    REQUIRE_MESSAGE(response.status == 200, response.body);
    return json(response)[name]["Id"].string_or();
}

} // namespace

TEST_CASE("a payment by the API settles the invoices that its lines name")
{
    ConnectedWorld world;

    const Json payment = paid(world, payment_of("24", "400", {applied_line("362.07", "130")}));

    CHECK(payment["UnappliedAmt"] == number("37.93"));
    CHECK(payment["DepositToAccountRef"]["value"] == Json("4"));
    const Json invoice = entity(world, "/invoice/130", "Invoice");
    CHECK(invoice["Balance"] == number("0.00"));
    CHECK(invoice["SyncToken"] == Json("1"));
    CHECK(entity(world, "/customer/24", "Customer")["Balance"] == number("-37.93"));
}

TEST_CASE("a payment without lines waits to be applied, and an update applies it")
{
    ConnectedWorld world;
    const Json waiting = paid(world, payment_of("24", "100"));
    CHECK(waiting["UnappliedAmt"] == number("100.00"));

    Json body = Json::Object{{"Id", waiting["Id"]}, {"SyncToken", "0"}, {"sparse", true}};
    body.set("Line", Json::Array{applied_line("100", "130")});
    const Json applied = paid(world, body);

    CHECK(applied["UnappliedAmt"] == number("0.00"));
    CHECK(entity(world, "/invoice/130", "Invoice")["Balance"] == number("262.07"));
    CHECK(entity(world, "/customer/24", "Customer")["Balance"] == number("262.07"));
}

TEST_CASE("a credit memo is used up by a payment of nothing")
{
    ConnectedWorld world;
    const std::string memo = made(world, "/creditmemo", "CreditMemo", sold("24", "62.07"));
    CHECK(entity(world, "/customer/24", "Customer")["Balance"] == number("300.00"));

    paid(world,
         payment_of(
             "24", "0", {applied_line("62.07", "130"), applied_line("62.07", memo, "CreditMemo")}));

    const Json used = entity(world, "/creditmemo/" + memo, "CreditMemo");
    CHECK(used["RemainingCredit"] == number("0.00"));
    CHECK(used["Balance"] == number("0.00"));
    CHECK(used["TotalAmt"] == number("62.07"));
    CHECK(entity(world, "/invoice/130", "Invoice")["Balance"] == number("300.00"));
    CHECK(entity(world, "/customer/24", "Customer")["Balance"] == number("300.00"));
}

TEST_CASE("a used credit memo cannot be deleted or made smaller than what was used")
{
    ConnectedWorld world;
    const std::string memo = made(world, "/creditmemo", "CreditMemo", sold("24", "62.07"));
    paid(world,
         payment_of(
             "24", "0", {applied_line("62.07", "130"), applied_line("62.07", memo, "CreditMemo")}));
    Json smaller = sold("24", "10");
    smaller.set("Id", memo).set("SyncToken", "1");

    CHECK(fault_code(world.post("/creditmemo", smaller.dump())) == "6000");
    CHECK(fault_code(world.post("/creditmemo", smaller.dump(), {{"operation", "delete"}})) ==
          "6000");
}

TEST_CASE("payments that do not fit are refused and change nothing")
{
    ConnectedWorld world;
    Json without_total = payment_of("24", "1");
    without_total.erase("TotalAmt");
    Json foreign = payment_of("24", "1");
    foreign.set("CurrencyRef", value("EUR"));

    CHECK(refused(world, without_total) == "6000");
    CHECK(refused(world, payment_of("24", "-1")) == "6000");
    CHECK(refused(world, payment_of("999", "1")) == "2500");
    CHECK(refused(world, foreign) == "6000");
    CHECK(refused(world, payment_of("24", "400", {applied_line("362.08", "130")})) == "6000");
    CHECK(refused(world, payment_of("24", "10", {applied_line("20", "130")})) == "6000");
    CHECK(refused(world, payment_of("24", "10", {applied_line("0", "130")})) == "6000");
    CHECK(refused(world, payment_of("1", "10", {applied_line("10", "130")})) == "620");
    CHECK(refused(world, payment_of("24", "10", {applied_line("10", "9999")})) == "620");
    CHECK(refused(world, payment_of("24", "10", {applied_line("10", "1", "Cheque")})) == "620");
    CHECK(entity(world, "/invoice/130", "Invoice")["SyncToken"] == Json("0"));
}

TEST_CASE("a parent pays the invoices of its jobs")
{
    ConnectedWorld world;
    const std::string invoice = made(world, "/invoice", "Invoice", sold("8", "50"));

    paid(world, payment_of("7", "50", {applied_line("50", invoice)}));

    CHECK(entity(world, "/invoice/" + invoice, "Invoice")["Balance"] == number("0.00"));
}

TEST_CASE("a deleted payment opens its invoices again")
{
    ConnectedWorld world;

    const auto answer =
        world.post("/payment", R"({"Id":"101","SyncToken":"0"})", {{"operation", "delete"}});

    CHECK(json(answer)["Payment"]["status"] == Json("Deleted"));
    const Json invoice = entity(world, "/invoice/67", "Invoice");
    CHECK(invoice["Balance"] == number("459.00"));
    CHECK(invoice["LinkedTxn"] == Json(Json::array()));
    CHECK(entity(world, "/customer/1", "Customer")["Balance"] == number("459.00"));
}

TEST_CASE("a payment is voided by either of the two ways that are documented")
{
    for (const net::Parameters& query :
         {net::Parameters{{"operation", "void"}},
          net::Parameters{{"operation", "update"}, {"include", "void"}}}) {
        ConnectedWorld world;

        const Json payment = json(world.post(
            "/payment", R"({"Id":"101","SyncToken":"0","sparse":true})", query))["Payment"];

        CHECK(payment["TotalAmt"] == Json(0));
        CHECK(payment["PrivateNote"] == Json("Voided"));
        CHECK(entity(world, "/invoice/67", "Invoice")["Balance"] == number("459.00"));
    }
}

TEST_CASE("a payment on a bank deposit cannot be changed")
{
    ConnectedWorld world;
    world.company().deposited_payments.insert("101");
    const std::string body = R"({"Id":"101","SyncToken":"0","sparse":true,"PaymentRefNum":"7"})";

    for (const char* operation : {"update", "void", "delete"}) {
        CAPTURE(operation);

        CHECK(fault_code(world.post("/payment", body, {{"operation", operation}})) == "6540");
    }
}

TEST_CASE("an invoice that a card has paid cannot be voided")
{
    ConnectedWorld world;
    Json body = payment_of("24", "1", {applied_line("1", "130")});
    body.set("CreditCardPayment", Json::Object{{"CreditChargeInfo", Json::object()}});
    paid(world, body);

    const auto answer =
        world.post("/invoice", R"({"Id":"130","SyncToken":"1"})", {{"operation", "void"}});

    CHECK(fault_code(answer) == "6450");
}
