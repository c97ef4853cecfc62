#include "emulator/quickbooks/sales/delivery.hpp"

#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

TEST_CASE("a sent invoice is marked, keeps the address and stands among the sent e-mails")
{
    ConnectedWorld world;

    const auto answer =
        world.post("/invoice/130/send", "", {{"sendTo", "russ@example.com, anna@example.com"}});

    const Json invoice = json(answer)["Invoice"];
    CHECK(invoice["EmailStatus"] == Json("EmailSent"));
    CHECK(invoice["BillEmail"]["Address"] == Json("russ@example.com, anna@example.com"));
    CHECK(invoice["DeliveryInfo"]["DeliveryType"] == Json("Email"));
    CHECK(invoice["SyncToken"] == Json("1"));
    REQUIRE(world.company().sent_emails.size() == 1);
    const SentEmail& email = world.company().sent_emails.front();
    CHECK(email.to == std::vector<std::string>{"russ@example.com", "anna@example.com"});
    CHECK(email.number == "1037");
}

TEST_CASE("without a word the invoice's own address is used, and without any it is refused")
{
    ConnectedWorld world;
    CHECK(fault_code(world.post("/invoice/130/send", "")) == "6420");
    world.post("/invoice",
               R"({"Id":"130","SyncToken":"0","sparse":true,)"
               R"("BillEmail":{"Address":"own@example.com"}})");

    const auto answer = world.post("/invoice/130/send", "");

    CHECK(answer.status == 200);
    CHECK(world.company().sent_emails.front().to == std::vector<std::string>{"own@example.com"});
}

TEST_CASE("a bad address and what is not there are refused, and nothing is sent")
{
    ConnectedWorld world;

    CHECK(fault_code(world.post("/invoice/130/send", "", {{"sendTo", "nobody"}})) == "2210");
    CHECK(fault_code(world.post("/invoice/9999/send", "", {{"sendTo", "a@b.example"}})) == "610");
    CHECK(fault_code(world.post("/invoice/x/send", "", {{"sendTo", "a@b.example"}})) == "2030");
    CHECK(world.company().sent_emails.empty());
}

TEST_CASE(
    "the payment link comes when asked for, where online payment is on and there is an address")
{
    ConnectedWorld world;
    world.post("/invoice",
               R"({"Id":"130","SyncToken":"0","sparse":true,"AllowOnlineACHPayment":true,)"
               R"("BillEmail":{"Address":"own@example.com"}})");
    auto link = [&](const char* id, net::Parameters query) {
        return json(world.get(std::string("/invoice/") + id,
                              std::move(query)))["Invoice"]["InvoiceLink"]
            .string_or();
    };

    CHECK(link("130", {{"include", "invoiceLink"}}).starts_with("http://127.0.0.1:8082/"));
    CHECK(link("130", {}).empty());
    CHECK(link("67", {{"include", "invoiceLink"}}).empty());
    const Json found = json(world.get(
        "/query",
        {{"query", "select * from Invoice where Id = '130'"}, {"include", "invoiceLink"}}));
    CHECK(found["QueryResponse"]["Invoice"].if_array()->front()["InvoiceLink"].if_string() !=
          nullptr);
}

TEST_CASE("a payment that is sent gets no members that payments do not have")
{
    ConnectedWorld world;

    const auto sent = world.post("/payment/101/send", "", {{"sendTo", "books@example.com"}});

    REQUIRE(sent.status == 200);
    const Json payment = json(sent)["Payment"];
    CHECK(payment.find("BillEmail") == nullptr);
    CHECK(payment.find("EmailStatus") == nullptr);
    CHECK(payment["SyncToken"] != Json("0"));
}
